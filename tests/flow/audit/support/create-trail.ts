import postgres from 'postgres';
import type { Ctx } from '../../../../runtime/src/flow/context.ts';
import { recordAudit } from '../../../../runtime/src/flow/record-audit.ts';
import { createOrganization } from '../../../../runtime/src/flow/setup/create-organization.ts';
import type { TestHub } from '../../../support/create-test-hub.ts';

/** A transaction that has written an entry and is not over. */
export type OpenEntry = { commit(): Promise<void>; rollback(): Promise<void> };

/** An organization of its own with nothing in it but an audit trail. */
export type Trail = {
  id: string;
  ctx: Ctx;
  /** Writes one entry after the other, each in its own transaction, about an object of the given name. */
  write(...names: string[]): Promise<void>;
  begin(name: string): Promise<OpenEntry>;
  /** The names of what is sealed, in the order of the chain. */
  chain(): Promise<string[]>;
};

/** Makes one in a hub. */
export async function createTrail(hub: TestHub): Promise<Trail> {
  const { id } = await createOrganization(hub.deps, 'Trail', () => Promise.resolve());
  const ctx = hub.system(id);
  const entryOf = (name: string) => ({
    action: 'thing.change',
    objectKind: 'thing',
    objectId: name,
    before: { email: `${name}@old.example` },
    after: { email: `${name}@new.example`, amount: '12.50' },
    reason: `because of ${name}`,
  });
  return {
    id,
    ctx,
    write: async (...names) => {
      for (const name of names) {
        await hub.database.inOrganization(id, (tx) => recordAudit(tx, ctx, entryOf(name)));
      }
    },
    begin: async (name) => {
      const client = postgres(hub.databaseUrl, { max: 1, onnotice: () => undefined });
      await client`begin`;
      await client`insert into audit_entries (organization_id, id, occurred_at, actor, action, object_kind, object_id, request_id)
        values (${id}, ${hub.deps.ids.next('audit')}, now(), '{"kind":"system","id":"hub","name":"Seikyu"}', 'thing.change',
          'thing', ${name}, 'req_test')`;
      const end = async (): Promise<void> => {
        await client.end();
      };
      return {
        commit: async () => {
          await client`commit`;
          await end();
        },
        rollback: async () => {
          await client`rollback`;
          await end();
        },
      };
    },
    chain: async () => {
      const rows = await hub.database.owner<{ name: string }[]>`
        select e.object_id as name from audit_seals s join audit_entries e
        on e.organization_id = s.organization_id and e.id = s.entry_id where s.organization_id = ${id} order by s.sequence`;
      return rows.map(({ name }) => name);
    },
  };
}

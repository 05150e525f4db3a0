import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { people } from '../../db/schema/index.ts';
import { endPersonSessions } from '../auth/end-account-sessions.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { refuseUnknownRoles } from '../roles/refuse-unknown-roles.ts';
import { getPersonRow, type PersonRow, refuseOneself } from './get-person-row.ts';
import { type PersonAccess, refuseForeignEntities } from './person-access.ts';
import { refuseLastAdmin } from './refuse-last-admin.ts';

/** Who, and what they may do from now on. */
export type ChangePersonInput = { personId: string } & PersonAccess;

/**
 * Changes a person's roles and entities. Their sessions end, so that the next page is asked for with the new access.
 * Throws `people.own_access`, `people.last_admin`, and `request.invalid` for a role that does not exist.
 */
export async function changePerson({ ctx, input }: { ctx: Ctx; input: ChangePersonInput }): Promise<void> {
  authorise(ctx, 'admin');
  const { personId, roles, entityIds } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await refuseOneself(tx, ctx, personId);
    await refuseForeignEntities(tx, ctx, entityIds);
    await refuseUnknownRoles(tx, roles);
    const before = await getPersonRow(tx, personId);
    if (isSame(before, input)) return;
    await refuseForeignEntities(tx, ctx, before.entityIds);
    if (isFullAdmin(before) && !(roles.includes('admin') && entityIds === null)) {
      await refuseLastAdmin(tx, personId);
    }
    await tx.update(people).set({ roles, entityIds }).where(eq(people.id, personId));
    await endPersonSessions(tx, personId);
    await audit(tx, ctx, before, { roles, entityIds });
  });
}

const isFullAdmin = ({ roles, entityIds }: PersonRow): boolean =>
  roles.includes('admin') && entityIds === null;

const isSame = (person: PersonRow, wanted: PersonAccess): boolean =>
  sorted(person.roles) === sorted(wanted.roles) &&
  (person.entityIds === null) === (wanted.entityIds === null) &&
  sorted(person.entityIds ?? []) === sorted(wanted.entityIds ?? []);

const sorted = (names: readonly string[]): string => names.toSorted().join(' ');

async function audit(tx: Tx, ctx: Ctx, before: PersonRow, after: PersonAccess): Promise<void> {
  await recordAudit(tx, ctx, {
    action: 'person.change_access',
    objectKind: 'person',
    objectId: before.id,
    before: { roles: before.roles, entityIds: before.entityIds },
    after,
  });
}

import { asc, sql } from 'drizzle-orm';
import { people } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** Whether a person signs in, comes in by a link of the demo, was invited, or was shut out. */
export type PersonState = 'active' | 'entry_link' | 'invited' | 'deactivated';

/** A person as administrators see them; `entityIds` null is every legal entity. */
export type PersonView = {
  id: string;
  name: string;
  email: string;
  roles: readonly string[];
  entityIds: readonly string[] | null;
  managerId: string | null;
  state: PersonState;
  /** When their latest session that still counts began; null without one. */
  signedInAt: Date | null;
};

/** Everybody of the organization, by name, the deactivated last. Needs `admin`. */
export async function listPeople({ ctx }: { ctx: Ctx }): Promise<PersonView[]> {
  authorise(ctx, 'admin');
  const now = ctx.deps.clock.now().toISOString();
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({
        person: people,
        signedInAt: sql<string | null>`(select max(s.created_at)::text from sessions s
          where s.organization_id = people.organization_id and s.person_id = people.id)`,
        hasEntryLink: sql<boolean>`exists (select 1 from sessions s
          where s.organization_id = people.organization_id and s.person_id = people.id
            and s.is_entry_link and s.expires_at > ${now}::timestamptz)`,
      })
      .from(people)
      .orderBy(sql`${people.deactivatedAt} is not null`, asc(people.name), asc(people.id)),
  );
  return rows.map(({ person, signedInAt, hasEntryLink }) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    roles: person.roles,
    entityIds: person.entityIds,
    managerId: person.managerId,
    state: stateOf(person, hasEntryLink),
    signedInAt: signedInAt === null ? null : new Date(signedInAt),
  }));
}

function stateOf(
  person: { accountId: string | null; deactivatedAt: Date | null },
  hasEntryLink: boolean,
): PersonState {
  if (person.deactivatedAt !== null) return 'deactivated';
  if (person.accountId !== null) return 'active';
  return hasEntryLink ? 'entry_link' : 'invited';
}

import { asc, sql } from 'drizzle-orm';
import { people } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** Whether a person signs in, was invited, or was shut out. */
export type PersonState = 'active' | 'invited' | 'deactivated';

/** A person as administrators see them; `entityIds` null is every legal entity. */
export type PersonView = {
  id: string;
  name: string;
  email: string;
  roles: readonly string[];
  entityIds: readonly string[] | null;
  state: PersonState;
  /** When their latest session that still counts began; null without one. */
  signedInAt: Date | null;
};

/** Everybody of the organization, by name, the deactivated last. Needs `admin`. */
export async function listPeople({ ctx }: { ctx: Ctx }): Promise<PersonView[]> {
  authorise(ctx, 'admin');
  const rows = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({
        person: people,
        signedInAt: sql<string | null>`(select max(s.created_at)::text from sessions s
          where s.organization_id = people.organization_id and s.person_id = people.id)`,
      })
      .from(people)
      .orderBy(sql`${people.deactivatedAt} is not null`, asc(people.name), asc(people.id)),
  );
  return rows.map(({ person, signedInAt }) => ({
    id: person.id,
    name: person.name,
    email: person.email,
    roles: person.roles,
    entityIds: person.entityIds,
    state: stateOf(person),
    signedInAt: signedInAt === null ? null : new Date(signedInAt),
  }));
}

function stateOf(person: { accountId: string | null; deactivatedAt: Date | null }): PersonState {
  if (person.deactivatedAt !== null) return 'deactivated';
  return person.accountId === null ? 'invited' : 'active';
}

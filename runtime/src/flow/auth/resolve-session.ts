import { createHash } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import { permissionsOfRoles } from '../../core/permissions.ts';
import { people, sessions } from '../../db/schema/index.ts';
import type { Ctx, FlowDeps } from '../context.ts';

/** The person behind a session's token; undefined when it is unknown or expired. */
export async function resolveSession(
  deps: FlowDeps,
  token: string,
  requestId: string,
): Promise<Ctx | undefined> {
  const hash = createHash('sha256').update(token).digest();
  const [place] = await deps.database.inNoOrganization((tx) =>
    tx.execute<{ organization_id: string; object_id: string }>(
      sql`select * from find_lookup('session', ${hash})`,
    ),
  );
  if (place === undefined) return undefined;
  const [person] = await deps.database.inOrganization(place.organization_id, (tx) =>
    tx
      .select({ id: people.id, name: people.name, roles: people.roles })
      .from(sessions)
      .innerJoin(people, eq(people.id, sessions.personId))
      .where(and(eq(sessions.id, place.object_id), gt(sessions.expiresAt, deps.clock.now()))),
  );
  if (person === undefined) return undefined;
  return {
    organizationId: place.organization_id,
    actor: { kind: 'person', id: person.id, name: person.name },
    permissions: new Set(permissionsOfRoles(person.roles)),
    roles: person.roles,
    entityIds: null,
    requestId,
    deps,
  };
}

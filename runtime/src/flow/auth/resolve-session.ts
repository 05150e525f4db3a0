import { and, eq, gt, isNull } from 'drizzle-orm';
import { permissionsOfRoles } from '../../core/permissions.ts';
import { people, sessions } from '../../db/schema/index.ts';
import type { Ctx, FlowDeps } from '../context.ts';
import { noteRequest } from '../recent-requests.ts';
import { ofOwnRoles } from '../roles/of-own-roles.ts';
import { findSession } from './find-session.ts';

/** The person behind a session's token; undefined when it is unknown or expired, or the person was deactivated. */
export async function resolveSession(
  deps: FlowDeps,
  token: string,
  requestId: string,
): Promise<Ctx | undefined> {
  const place = await findSession(deps, token);
  if (place === undefined) return undefined;
  const [person] = await deps.database.inOrganization(place.organizationId, (tx) =>
    tx
      .select({
        id: people.id,
        name: people.name,
        roles: people.roles,
        ofOwnRoles: ofOwnRoles(),
        entityIds: people.entityIds,
      })
      .from(sessions)
      .innerJoin(people, eq(people.id, sessions.personId))
      .where(
        and(
          eq(sessions.id, place.sessionId),
          gt(sessions.expiresAt, deps.clock.now()),
          isNull(people.deactivatedAt),
        ),
      ),
  );
  if (person === undefined) return undefined;
  noteRequest(deps, place.organizationId, performance.now());
  return {
    organizationId: place.organizationId,
    actor: { kind: 'person', id: person.id, name: person.name },
    permissions: new Set(permissionsOfRoles(person.roles, person.ofOwnRoles)),
    roles: person.roles,
    entityIds: person.entityIds,
    requestId,
    deps,
  };
}

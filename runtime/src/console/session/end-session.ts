import { eq } from 'drizzle-orm';
import { sessions } from '../../db/schema/index.ts';
import { findSession } from '../../flow/auth/find-session.ts';
import type { FlowDeps } from '../../flow/context.ts';

/** Deletes a session, so that its token opens nothing any more, in no browser. An unknown token changes nothing. */
export async function endSession(deps: FlowDeps, token: string): Promise<void> {
  const place = await findSession(deps, token);
  if (place === undefined) return;
  await deps.database.inOrganization(place.organizationId, (tx) =>
    tx.delete(sessions).where(eq(sessions.id, place.sessionId)),
  );
}

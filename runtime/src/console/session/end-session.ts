import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { sessions } from '../../db/schema/index.ts';
import type { FlowDeps } from '../../flow/context.ts';

/** Deletes a session, so that its token opens nothing any more, in no browser. An unknown token changes nothing. */
export async function endSession(deps: FlowDeps, token: string): Promise<void> {
  const hash = createHash('sha256').update(token).digest();
  const [place] = await deps.database.inNoOrganization((tx) =>
    tx.execute<{ organization_id: string; object_id: string }>(
      sql`select * from find_lookup('session', ${hash})`,
    ),
  );
  if (place === undefined) return;
  await deps.database.inOrganization(place.organization_id, (tx) =>
    tx.delete(sessions).where(eq(sessions.id, place.object_id)),
  );
}

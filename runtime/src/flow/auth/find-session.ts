import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { FlowDeps } from '../context.ts';

/** Where a session is stored; whether it still counts is asked of its row. */
export type SessionPlace = { organizationId: string; sessionId: string };

/** The place of the session with this token; undefined for a token that nobody made. */
export async function findSession(deps: FlowDeps, token: string): Promise<SessionPlace | undefined> {
  const hash = createHash('sha256').update(token).digest();
  const [place] = await deps.database.inNoOrganization((tx) =>
    tx.execute<{ organization_id: string; object_id: string }>(
      sql`select * from find_lookup('session', ${hash})`,
    ),
  );
  return place === undefined
    ? undefined
    : { organizationId: place.organization_id, sessionId: place.object_id };
}

import { and, eq } from 'drizzle-orm';
import { sessions } from '../../db/schema/index.ts';
import type { Ctx, FlowDeps } from '../context.ts';
import { findSession } from './find-session.ts';
import { resolveSession } from './resolve-session.ts';

/** The person whom an entry link of the demo lets in; undefined for any other token, a session's own included. */
export async function enterByLink(
  deps: FlowDeps,
  token: string,
  requestId: string,
): Promise<Ctx | undefined> {
  const place = await findSession(deps, token);
  if (place === undefined) return undefined;
  const links = await deps.database.inOrganization(place.organizationId, (tx) =>
    tx
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(eq(sessions.id, place.sessionId), eq(sessions.isEntryLink, true))),
  );
  return links.length === 0 ? undefined : resolveSession(deps, token, requestId);
}

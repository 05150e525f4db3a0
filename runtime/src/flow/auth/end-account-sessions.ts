import { and, eq, ne } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { sessions } from '../../db/schema/index.ts';
import type { FlowDeps } from '../context.ts';
import { findMembershipPlaces } from './list-memberships.ts';

/** Ends the sessions of a person in their organization, except one where it is given. */
export async function endPersonSessions(tx: Tx, personId: string, exceptId?: string): Promise<void> {
  await tx
    .delete(sessions)
    .where(
      exceptId === undefined
        ? eq(sessions.personId, personId)
        : and(eq(sessions.personId, personId), ne(sessions.id, exceptId)),
    );
}

/** Ends every session of an account, in each of its organizations. */
export async function endAccountSessions(deps: FlowDeps, accountId: string): Promise<void> {
  for (const { organizationId, personId } of await findMembershipPlaces(deps, accountId)) {
    await deps.database.inOrganization(organizationId, (tx) => endPersonSessions(tx, personId));
  }
}

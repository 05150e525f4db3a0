import { eq } from 'drizzle-orm';
import { people } from '../../db/schema/index.ts';
import type { FlowDeps } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { Membership } from './list-memberships.ts';

/** Puts on record that a person signed in. */
export async function recordSignIn(deps: FlowDeps, membership: Membership): Promise<void> {
  const { organizationId, personId, roles } = membership;
  await deps.database.inOrganization(organizationId, async (tx) => {
    const [person] = await tx.select({ name: people.name }).from(people).where(eq(people.id, personId));
    const actor = { kind: 'person', id: personId, name: person?.name ?? '' } as const;
    const ctx = { organizationId, actor, permissions: new Set<never>(), roles, entityIds: null, deps };
    await recordAudit(
      tx,
      { ...ctx, requestId: `sign_in_${personId}` },
      {
        action: 'session.open',
        objectKind: 'person',
        objectId: personId,
      },
    );
  });
}

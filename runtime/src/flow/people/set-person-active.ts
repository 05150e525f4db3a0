import { eq } from 'drizzle-orm';
import { people } from '../../db/schema/index.ts';
import { endPersonSessions } from '../auth/end-account-sessions.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { getPersonRow, refuseOneself } from './get-person-row.ts';
import { refuseForeignEntities } from './person-access.ts';
import { refuseLastAdmin } from './refuse-last-admin.ts';

/**
 * Deactivates a person or lets them in again. A deactivated person keeps their name on what they did; their sessions
 * and keys open nothing from the next request on. Throws `people.own_access` and `people.last_admin`.
 */
export async function setPersonActive({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { personId: string; isActive: boolean };
}): Promise<void> {
  authorise(ctx, 'admin');
  const { personId, isActive } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await refuseOneself(tx, ctx, personId);
    const person = await getPersonRow(tx, personId);
    if ((person.deactivatedAt === null) === isActive) return;
    await refuseForeignEntities(tx, ctx, person.entityIds);
    if (!isActive && person.roles.includes('admin')) await refuseLastAdmin(tx, personId);
    await tx
      .update(people)
      .set({ deactivatedAt: isActive ? null : ctx.deps.clock.now() })
      .where(eq(people.id, personId));
    await endPersonSessions(tx, personId);
    await recordAudit(tx, ctx, {
      action: isActive ? 'person.activate' : 'person.deactivate',
      objectKind: 'person',
      objectId: personId,
    });
  });
}

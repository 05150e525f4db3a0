import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { people } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { getPersonRow, refuseOneself } from './get-person-row.ts';
import { refuseForeignEntities } from './person-access.ts';

/**
 * Says whose manager decides what a person submits, where a rule asks the manager; null for nobody. Nobody chooses their
 * own manager, nor makes themselves one (`people.own_access`). Throws `request.invalid` for a manager who is not active, or
 * the person themselves.
 */
export async function setManager({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { personId: string; managerId: string | null };
}): Promise<void> {
  authorise(ctx, 'admin');
  const { personId, managerId } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await refuseOneself(tx, ctx, personId);
    if (managerId !== null) await refuseOneself(tx, ctx, managerId);
    const before = await getPersonRow(tx, personId);
    await refuseForeignEntities(tx, ctx, before.entityIds);
    if (managerId !== null) {
      const found = await tx
        .select({ id: people.id })
        .from(people)
        .where(and(eq(people.id, managerId), isNull(people.deactivatedAt)));
      if (found.length === 0 || managerId === personId) {
        throw new AppError('request.invalid', {
          errors: [
            { pointer: '/managerId', code: 'person.unknown', detail: 'There is no such other person.' },
          ],
        });
      }
    }
    if (before.managerId === managerId) return;
    await tx.update(people).set({ managerId }).where(eq(people.id, personId));
    await recordAudit(tx, ctx, {
      action: 'person.set_manager',
      objectKind: 'person',
      objectId: personId,
      before: { managerId: before.managerId },
      after: { managerId },
    });
  });
}

import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { people } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { getPersonRow } from './get-person-row.ts';

/**
 * Says whose manager decides what a person submits, where a rule asks the manager; null for nobody. Throws
 * `request.invalid` for a manager who does not exist, or for oneself.
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
    const before = await getPersonRow(tx, personId);
    if (managerId !== null) {
      const found = await tx.select({ id: people.id }).from(people).where(eq(people.id, managerId));
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

import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { EditTolerance } from '../../core/approvals/tolerance/edit-tolerance.ts';
import { percentToPpm } from '../../core/approvals/tolerance/percent-ppm.ts';
import { UnsignedDecimalText } from '../../core/canonical/texts.ts';
import { parseMoneyText } from '../../core/money/parse-money-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { editTolerances, entities } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { requirePerson } from '../require-person.ts';

/** By how much an approved invoice of a legal entity may change; both nothing for not at all. */
export const ToleranceInput = z.strictObject({
  /** Of the total that people approved, at most 10. */
  percent: UnsignedDecimalText,
  /** In the entity's own currency. */
  amount: UnsignedDecimalText,
  reason: z.string().trim().min(1).max(500),
});
export type ToleranceInput = z.infer<typeof ToleranceInput>;

/**
 * Sets or takes away the tolerance of a legal entity. Only an administrator in person may, and no change of theirs is
 * within it. Throws `approval.person_required`, `request.not_found`, and `request.invalid` for a share above 10 % or one
 * of the two without the other.
 */
export async function setTolerance({
  ctx,
  input: { entityId, reason, ...input },
}: {
  ctx: Ctx;
  input: ToleranceInput & { entityId: string };
}): Promise<void> {
  authorise(ctx, 'admin', entityId);
  requirePerson(ctx);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [entity] = await tx.select().from(entities).where(eq(entities.id, entityId)).for('update');
    if (entity === undefined) throw new AppError('request.not_found', { detail: 'There is no such entity.' });
    const next = readTolerance(input, entity.currency);
    const where = eq(editTolerances.entityId, entityId);
    const [before] = await tx.select().from(editTolerances).where(where);
    if (next === undefined) await tx.delete(editTolerances).where(where);
    else {
      const set = { ...next, reason, setBy: ctx.actor, setAt: ctx.deps.clock.now() };
      await tx
        .insert(editTolerances)
        .values({ organizationId: ctx.organizationId, entityId, ...set })
        .onConflictDoUpdate({ target: [editTolerances.organizationId, editTolerances.entityId], set });
    }
    if (before === undefined && next === undefined) return;
    await recordAudit(tx, ctx, {
      action: 'entity.set_tolerance',
      objectKind: 'entity',
      objectId: entityId,
      before: before === undefined ? null : plain(before),
      after: { ...input, currency: entity.currency },
      reason,
    });
  });
}

const plain = ({ ppm, amountMinor }: EditTolerance) => ({
  ppm: Number(ppm),
  amountMinor: String(amountMinor),
});

function readTolerance(
  { percent, amount }: Pick<ToleranceInput, 'percent' | 'amount'>,
  currency: string,
): EditTolerance | undefined {
  const ppm = percentToPpm(percent);
  if (!ppm.ok) throw invalid('/percent', `It ${ppm.reason}.`);
  const parsed = parseMoneyText(amount, currencyOf(currency));
  if (!parsed.ok) throw invalid('/amount', `It ${parsed.reason}.`);
  const { amountMinor } = parsed.value;
  if (ppm.value === 0n && amountMinor === 0n) return undefined;
  if (ppm.value === 0n) throw invalid('/percent', 'The smaller of the two holds: give both, or neither.');
  if (amountMinor === 0n) throw invalid('/amount', 'The smaller of the two holds: give both, or neither.');
  return { ppm: ppm.value, amountMinor };
}

const invalid = (pointer: string, detail: string): AppError =>
  new AppError('request.invalid', { errors: [{ pointer, code: 'tolerance.limit', detail }] });

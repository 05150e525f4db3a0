import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { parseTerms } from '../../core/invoice/terms.ts';
import { OverdueLevel } from '../../core/settlement/overdue-level.ts';
import type { Tx } from '../../db/open-database.ts';
import { entities, taxRules } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { CreateEntityInput } from './create-entity.ts';

/** What may change of a legal entity. Country, currency and numbers stay: what was issued stands on them. */
export const UpdateEntityInput = CreateEntityInput.omit({
  country: true,
  currency: true,
  numberSeries: true,
}).extend({
  isAutoSubmit: z.boolean(),
  isAutoIssue: z.boolean(),
  isAutoSend: z.boolean(),
  /** What a customer has on account pays an invoice when it is issued; as it was without. */
  isAutoApply: z.boolean().optional(),
  /** What an invoice is called from so many days past its due date; as they were without. */
  overdueLevels: z.array(OverdueLevel).max(10).optional(),
});
export type UpdateEntityInput = z.infer<typeof UpdateEntityInput>;

/**
 * Changes a legal entity. Drafts take the change over when they are computed next; issued invoices never do.
 * Throws `request.not_found`, or `request.invalid` for terms that cannot be read.
 */
export async function updateEntity({
  ctx,
  input: { entityId, ...input },
}: {
  ctx: Ctx;
  input: UpdateEntityInput & { entityId: string };
}): Promise<void> {
  authorise(ctx, 'admin', entityId);
  const terms = parseTerms(input.defaultTerms);
  if (!terms.ok) {
    const detail = `The terms code ${terms.reason}.`;
    throw new AppError('request.invalid', {
      errors: [{ pointer: '/defaultTerms', code: 'entity.terms_unreadable', detail }],
    });
  }
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [before] = await tx.select().from(entities).where(eq(entities.id, entityId)).for('update');
    if (before === undefined) throw new AppError('request.not_found', { detail: 'There is no such entity.' });
    const {
      taxRules: rules,
      taxRegistration,
      paymentInstructions,
      overdueLevels,
      isAutoApply,
      ...plain
    } = input;
    const changed = {
      ...plain,
      overdueLevels: overdueLevels ?? before.overdueLevels,
      isAutoApply: isAutoApply ?? before.isAutoApply,
      taxRegistration: taxRegistration ?? null,
      paymentInstructions: paymentInstructions ?? null,
    };
    await tx.update(entities).set(changed).where(eq(entities.id, entityId));
    await replaceTaxRules(tx, ctx, entityId, rules);
    const { organizationId: _organization, createdAt: _createdAt, ...was } = before;
    await recordAudit(tx, ctx, {
      action: 'entity.update',
      objectKind: 'entity',
      objectId: entityId,
      before: was,
      after: input,
    });
  });
}

/** Rules are read by day when a draft is computed, so that a set replaces the one before as a whole. */
async function replaceTaxRules(
  tx: Tx,
  { organizationId }: Ctx,
  entityId: string,
  rules: UpdateEntityInput['taxRules'],
): Promise<void> {
  await tx.delete(taxRules).where(eq(taxRules.entityId, entityId));
  if (rules.length === 0) return;
  await tx.insert(taxRules).values(rules.map((rule) => ({ organizationId, entityId, ...rule })));
}

import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { Ctx } from '../context.ts';
import { getRulesVersionForUpdate } from './get-rules-version.ts';
import { moveRules } from './move-rules.ts';
import { refuseEditor } from './refuse-editor.ts';

/** A review: approved for publication, or returned to its author with a comment. */
export const ReviewRulesInput = z.strictObject({
  decision: z.enum(['approve', 'return']),
  comment: z.string().trim().max(1000).default(''),
});
export type ReviewRulesInput = z.input<typeof ReviewRulesInput>;

/**
 * Reviews a version that waits for it. Only a person may, and nobody who wrote in it. Throws `rules.not_found`,
 * `rules.state_refused`, and `rules.review_refused` for the wrong reviewer or a return without a comment.
 */
export async function reviewRules({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReviewRulesInput & { versionId: string };
}): Promise<void> {
  const { decision, comment = '' } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getRulesVersionForUpdate(tx, ctx, input.versionId, 'in_review');
    const liftedRules = await refuseEditor(tx, ctx, version);
    if (decision === 'return' && comment.trim() === '') {
      throw new AppError('rules.review_refused', { detail: 'Say what should be different.' });
    }
    await moveRules(tx, ctx, {
      version,
      to: decision === 'approve' ? 'reviewed' : 'draft',
      action: decision === 'approve' ? 'rules.review' : 'rules.return',
      set: { reviewer: ctx.actor, reviewedAt: ctx.deps.clock.now(), reviewComment: comment },
      reason: comment,
      liftedRules,
    });
  });
}

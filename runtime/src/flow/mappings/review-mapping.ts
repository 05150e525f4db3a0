import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { Ctx } from '../context.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { expectStatus, getVersionForUpdate } from './get-version.ts';
import { moveVersion } from './move-version.ts';
import { refuseWriter } from './refuse-writer.ts';

/** A review: approved for publication, or returned to its author with a comment. */
export const ReviewMappingInput = z.strictObject({
  decision: z.enum(['approve', 'return']),
  comment: z.string().trim().max(1000).default(''),
});
export type ReviewMappingInput = z.input<typeof ReviewMappingInput>;

/**
 * Reviews a version that waits for it. Only a person may, and nobody who wrote in it, themselves or by a machine's key that
 * they made. Throws `mapping.not_found`, `mapping.state_refused`, and `mapping.review_refused` for the wrong reviewer or a return
 * without a comment.
 */
export async function reviewMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReviewMappingInput & { versionId: string };
}): Promise<void> {
  authoriseMappings(ctx);
  const { decision, comment = '' } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getVersionForUpdate(tx, input.versionId);
    expectStatus(version, 'in_review');
    const refuse = (detail: string): never => {
      throw new AppError('mapping.review_refused', { detail });
    };
    if (ctx.actor.kind !== 'person') refuse('A mapping is reviewed by a person.');
    const liftedRules = await refuseWriter(tx, ctx, version, 'Nobody reviews their own change.');
    if (decision === 'return' && comment.trim() === '') refuse('Say what should be different.');
    await moveVersion(tx, ctx, {
      version,
      to: decision === 'approve' ? 'reviewed' : 'draft',
      action: decision === 'approve' ? 'mapping.review' : 'mapping.return',
      set: { reviewer: ctx.actor, reviewedAt: ctx.deps.clock.now(), reviewComment: comment },
      reason: comment,
      liftedRules,
    });
  });
}

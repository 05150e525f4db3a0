import { AppError } from '../../core/app-error.ts';
import type { Ctx } from '../context.ts';
import { checkRules } from './check-rules.ts';
import { getRulesVersionForUpdate } from './get-rules-version.ts';
import { moveRules } from './move-rules.ts';

/**
 * Hands a draft to somebody else for review, with the reason for the change. From here on its content is fixed. Throws
 * `rules.not_found`, `rules.state_refused`, and `rules.definition_invalid` when somebody whom it asks has left since.
 */
export async function submitRules({ ctx, input }: { ctx: Ctx; input: { versionId: string } }): Promise<void> {
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getRulesVersionForUpdate(tx, ctx, input.versionId, 'draft');
    if (version.reason.trim() === '') {
      throw new AppError('rules.state_refused', { detail: 'Say first why the rules are changed.' });
    }
    await checkRules(tx, version.definition);
    await moveRules(tx, ctx, {
      version,
      to: 'in_review',
      action: 'rules.submit',
      set: { submittedAt: ctx.deps.clock.now(), reviewer: null, reviewedAt: null, reviewComment: '' },
      reason: version.reason,
    });
  });
}

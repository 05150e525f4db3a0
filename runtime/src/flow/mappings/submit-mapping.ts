import { AppError } from '../../core/app-error.ts';
import type { Ctx } from '../context.ts';
import { compileVersion } from '../map/compile-version.ts';
import { authoriseMappings } from './authorise-mappings.ts';
import { expectStatus, getVersionForUpdate } from './get-version.ts';
import { listBreakingChanges } from './list-breaking-changes.ts';
import { loadFixtures } from './load-fixtures.ts';
import { moveVersion } from './move-version.ts';
import { runFixtures } from './run-fixtures.ts';

/**
 * Hands a draft to somebody else for review: its fixtures hold, and it drops no required field and changes no type of
 * the live version. From here on its content is fixed. Throws `mapping.not_found`, `mapping.state_refused`,
 * `mapping.fixtures_failed` with every difference, and `mapping.breaking_change` with every place.
 */
export async function submitMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versionId: string };
}): Promise<void> {
  authoriseMappings(ctx);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = await getVersionForUpdate(tx, input.versionId);
    expectStatus(version, 'draft');
    if (version.reason.trim() === '') {
      throw new AppError('mapping.state_refused', { detail: 'Say first why the mapping is changed.' });
    }
    const breaking = (await listBreakingChanges(tx, version)).filter(({ severity }) => severity === 'error');
    if (breaking.length > 0) {
      throw new AppError('mapping.breaking_change', {
        detail: breaking.map(({ texts }) => texts.en).join(' '),
        errors: breaking.map(({ target, texts }) => ({
          pointer: `/${target}`,
          code: 'mapping.breaking_change',
          detail: texts.en,
          texts,
        })),
      });
    }
    const results = await runFixtures(ctx, compileVersion(version), await loadFixtures(tx, version.id));
    const failed = results.filter(({ isMet }) => !isMet);
    if (failed.length > 0) {
      throw new AppError('mapping.fixtures_failed', {
        detail: `${failed.length} of ${results.length} fixtures give something else.`,
        errors: failed.map(({ name, differences }) => ({
          pointer: `/fixtures/${name}`,
          code: 'mapping.fixtures_failed',
          detail: differences.map(({ path }) => path).join(', ') || 'is refused',
        })),
      });
    }
    await moveVersion(tx, ctx, {
      version,
      to: 'in_review',
      action: 'mapping.submit',
      set: { submittedAt: ctx.deps.clock.now(), reviewComment: '' },
      reason: version.reason,
    });
  });
}

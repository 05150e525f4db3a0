import { AppError } from '../../../core/app-error.ts';
import type { Ctx } from '../../../flow/context.ts';
import { putFixture } from '../../../flow/mappings/put-fixture.ts';
import { readVersion } from '../../../flow/mappings/read-version.ts';
import { removeFixture } from '../../../flow/mappings/remove-fixture.ts';
import { statusOf } from '../../answer-error.tsx';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { readForm } from '../../read/read-form.ts';
import { viewerOf } from '../../viewer-of.ts';
import { showVersion } from './version.tsx';

/** Takes the new result of a fixture over as what is expected, or removes the fixture; then shows the version. */
export async function changeFixture(
  c: ConsoleContext,
  parts: Console,
  { versionId, how }: { versionId: string; how: 'take' | 'remove' },
): Promise<Response> {
  const { values } = await readForm(c);
  const input = { versionId, name: values['name'] ?? '' };
  const ctx = viewerOf(c);
  try {
    await (how === 'take' ? takeResult(ctx, input) : removeFixture({ ctx, input }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'mapping.not_found') throw error;
    const outcome = { state: 'refused', error, comment: '' } as const;
    return showVersion(c, parts, versionId, { outcome, status: statusOf(error) });
  }
  return c.redirect(`/mappings/${versionId}?done=${how === 'take' ? 'taken' : 'removed'}#fixtures`, 303);
}

async function takeResult(ctx: Ctx, input: { versionId: string; name: string }): Promise<void> {
  const { fixtures } = await readVersion({ ctx, input });
  const fixture = fixtures.find(({ name }) => name === input.name);
  if (fixture === undefined) throw new AppError('request.not_found');
  await putFixture({ ctx, input: { ...input, source: fixture.source } });
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { parseId } from '../../core/ids.ts';
import { countDeadLetters } from '../../flow/read/count-dead-letters.ts';
import { listDeadLetters } from '../../flow/read/list-dead-letters.ts';
import { listReplayRuns } from '../../flow/read/list-replay-runs.ts';
import { answerPage } from '../answer-page.ts';
import type { Console, ConsoleContext } from '../console-env.ts';
import { DeadLettersPage, type ReplayOutcome } from '../pages/dead-letters-page.tsx';
import { uiOf } from '../ui-of.ts';
import { viewerOf } from '../viewer-of.ts';

const PAGE_LENGTH = 50;

type ShowDeadLettersInput = { outcome?: ReplayOutcome; status?: ContentfulStatusCode };

/** Answers with the failed work, newest first, a page at a time; of one kind where the address names it. */
export async function showDeadLetters(
  c: ConsoleContext,
  parts: Console,
  { outcome = outcomeOf(c), status = 200 }: ShowDeadLettersInput = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  const before = parseId('deadLetter', c.req.query('before') ?? '');
  const stage = c.req.query('stage');
  const code = c.req.query('code');
  const kind = stage === undefined || code === undefined ? null : { stage, code };
  const dead = await listDeadLetters({
    ctx,
    input: {
      limit: PAGE_LENGTH,
      state: 'dead',
      ...(before === undefined ? {} : { before }),
      ...(kind === null ? {} : kind),
    },
  });
  const mayReplay = ctx.permissions.has('admin');
  const retrying = await listDeadLetters({ ctx, input: { limit: PAGE_LENGTH, state: 'retrying' } });
  return answerPage(
    c,
    <DeadLettersPage
      ui={uiOf(c, parts, '/exceptions')}
      kinds={await countDeadLetters({ ctx })}
      kind={kind}
      dead={dead}
      retrying={retrying.items}
      runs={mayReplay ? await listReplayRuns({ ctx }) : []}
      mayReplay={mayReplay}
      isFirstPage={before === undefined}
      outcome={outcome}
    />,
    status,
  );
}

/** What the redirect after a replay carries, so that loading the page again replays nothing. */
function outcomeOf(c: ConsoleContext): ReplayOutcome {
  const done = c.req.query('done');
  return done === 'replayed' || done === 'started' ? { state: done } : { state: 'none' };
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppError } from '../../core/app-error.ts';
import { parseId } from '../../core/ids.ts';
import { listDeadLetters } from '../../flow/read/list-dead-letters.ts';
import { answerPage } from '../answer-page.ts';
import type { Console, ConsoleContext } from '../console-env.ts';
import { DeadLettersPage } from '../pages/dead-letters-page.tsx';
import { uiOf } from '../ui-of.ts';
import { viewerOf } from '../viewer-of.ts';

const PAGE_LENGTH = 50;

type ShowDeadLettersInput = { refused?: AppError; status?: ContentfulStatusCode };

/** Answers with the failed work, newest first, a page at a time. */
export async function showDeadLetters(
  c: ConsoleContext,
  parts: Console,
  { refused, status = 200 }: ShowDeadLettersInput = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  const before = parseId('deadLetter', c.req.query('before') ?? '');
  const dead = await listDeadLetters({
    ctx,
    input: { limit: PAGE_LENGTH, state: 'dead', ...(before === undefined ? {} : { before }) },
  });
  const retrying = await listDeadLetters({ ctx, input: { limit: PAGE_LENGTH, state: 'retrying' } });
  const isReplayed = c.req.query('done') === 'replayed';
  return answerPage(
    c,
    <DeadLettersPage
      ui={uiOf(c, parts, '/dead-letters')}
      dead={dead}
      retrying={retrying.items}
      mayReplay={ctx.permissions.has('admin')}
      isFirstPage={before === undefined}
      outcome={
        refused === undefined
          ? { state: isReplayed ? 'replayed' : 'none' }
          : { state: 'refused', error: refused }
      }
    />,
    status,
  );
}

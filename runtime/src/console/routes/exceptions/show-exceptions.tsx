/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { listExceptions } from '../../../flow/exceptions/list-exceptions.ts';
import { sumExceptions } from '../../../flow/exceptions/sum-exceptions.ts';
import { listColleagues } from '../../../flow/people/list-colleagues.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { ExceptionsPage } from '../../pages/exceptions/exceptions-page.tsx';
import { readExceptionFilters } from '../../read/exception-filters.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

const PAGE_LENGTH = 50;
const PLACE_MAX_CHARS = 60;

/** Answers with the queue of exceptions, the oldest first. */
export async function showExceptions(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const filters = readExceptionFilters((name) => c.req.query(name));
  const after = c.req.query('after')?.slice(0, PLACE_MAX_CHARS);
  const { kind: _kind, ...ofAllKinds } = filters;
  const [page, sums, colleagues, entities] = await Promise.all([
    listExceptions({
      ctx,
      input: { ...filters, limit: PAGE_LENGTH, ...(after === undefined ? {} : { before: after }) },
    }),
    sumExceptions({ ctx, input: ofAllKinds }),
    listColleagues({ ctx }),
    listEntities({ ctx }),
  ]);
  return answerPage(
    c,
    <ExceptionsPage
      ui={uiOf(c, parts)}
      filters={filters}
      sums={sums}
      page={page}
      choices={{ colleagues, entities }}
      viewerId={ctx.actor.id}
      mayAssign={ctx.permissions.has('edit')}
      isFirstPage={after === undefined}
      isDone={c.req.query('done') === 'saved'}
    />,
  );
}

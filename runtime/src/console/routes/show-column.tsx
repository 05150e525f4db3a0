/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../core/app-error.ts';
import { parseId } from '../../core/ids.ts';
import { BOARD_COLUMNS } from '../../core/settlement/board-column.ts';
import { getBoardColumn } from '../../flow/read/get-board-column.ts';
import { listEntities } from '../../flow/read/list-entities.ts';
import { answerPage } from '../answer-page.ts';
import { answerPart, isPartAsked } from '../answer-part.ts';
import type { Console, ConsoleContext } from '../console-env.ts';
import { ColumnPage } from '../pages/column-page.tsx';
import { BoardCards } from '../parts/board-cards.tsx';
import { uiOf } from '../ui-of.ts';
import { viewerOf } from '../viewer-of.ts';
import { filterQuery, readBoardFilters } from './read-board-filters.ts';
import { COLUMN_INVOICES } from './show-board.tsx';

/** Answers with further invoices of a column: as list items where htmx asks, else as a page. */
export async function showColumn(c: ConsoleContext, parts: Console, name: string): Promise<Response> {
  const column = BOARD_COLUMNS.find((candidate) => candidate === name);
  if (column === undefined) throw new AppError('request.not_found');
  const ctx = viewerOf(c);
  const { asked, filters } = readBoardFilters(c);
  const after = parseId('invoice', c.req.query('after') ?? '');
  const page = await getBoardColumn({
    ctx,
    input: { column, filters, limit: COLUMN_INVOICES, ...(after === undefined ? {} : { after }) },
  });
  const zones = new Map((await listEntities({ ctx })).map(({ id, timeZone }) => [id, timeZone]));
  const props = {
    ui: uiOf(c, parts, `/board/${column}`),
    column,
    invoices: page.items,
    next: page.next,
    query: filterQuery(asked),
    zones,
  };
  return isPartAsked(c) ? answerPart(c, <BoardCards {...props} />) : answerPage(c, <ColumnPage {...props} />);
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { getBoard } from '../../flow/read/get-board.ts';
import { listBoardChoices } from '../../flow/read/list-board-choices.ts';
import { answerPage } from '../answer-page.ts';
import type { Console, ConsoleContext } from '../console-env.ts';
import { BoardPage } from '../pages/board-page.tsx';
import { uiOf } from '../ui-of.ts';
import { viewerOf } from '../viewer-of.ts';
import { readBoardFilters } from './read-board-filters.ts';

/** Invoices that a column begins with, and that each further step adds. */
export const COLUMN_INVOICES = 20;

/** Answers with the board, narrowed by the filters of its address. */
export async function showBoard(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const { asked, filters } = readBoardFilters(c);
  const [board, choices] = await Promise.all([
    getBoard({ ctx, input: { filters, limit: COLUMN_INVOICES } }),
    listBoardChoices({ ctx }),
  ]);
  const zones = new Map(choices.entities.map(({ id, timeZone }) => [id, timeZone]));
  const ui = uiOf(c, parts);
  return answerPage(c, <BoardPage ui={ui} board={board} choices={choices} asked={asked} zones={zones} />);
}

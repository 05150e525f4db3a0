/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { getBoard } from '../../flow/read/get-board.ts';
import { listDeadLetters } from '../../flow/read/list-dead-letters.ts';
import { listEntities } from '../../flow/read/list-entities.ts';
import { answerPage } from '../answer-page.ts';
import type { Console, ConsoleContext } from '../console-env.ts';
import { BoardPage } from '../pages/board-page.tsx';
import { arrangeBoard } from '../read/arrange-board.ts';
import { uiOf } from '../ui-of.ts';
import { viewerOf } from '../viewer-of.ts';

/** Dead letters are counted up to here; more are shown as `100+`. */
const COUNTED_MAX = 100;

/** Answers with the board. */
export async function showBoard(c: ConsoleContext, parts: Console): Promise<Response> {
  const ctx = viewerOf(c);
  const board = await getBoard({ ctx });
  const dead = await listDeadLetters({ ctx, input: { limit: COUNTED_MAX, state: 'dead' } });
  const zones = new Map((await listEntities({ ctx })).map(({ id, timeZone }) => [id, timeZone]));
  const count = dead.items.length === 0 ? null : `${dead.items.length}${dead.next === null ? '' : '+'}`;
  return answerPage(
    c,
    <BoardPage ui={uiOf(c, parts)} board={arrangeBoard(board)} zones={zones} deadLetterCount={count} />,
  );
}

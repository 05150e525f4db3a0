import { AppError } from '../../core/app-error.ts';
import { replayDeadLetter } from '../../flow/control/replay-dead-letter.ts';
import { statusOf } from '../answer-error.tsx';
import type { Console, ConsoleContext } from '../console-env.ts';
import { viewerOf } from '../viewer-of.ts';
import { showDeadLetters } from './show-dead-letters.tsx';

/** Runs failed work again and goes back to the list; a refusal shows the list with its reason. */
export async function replay(c: ConsoleContext, parts: Console, deadLetterId: string): Promise<Response> {
  try {
    await replayDeadLetter({ ctx: viewerOf(c), input: { deadLetterId } });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return showDeadLetters(c, parts, { refused: error, status: statusOf(error) });
  }
  return c.redirect('/dead-letters?done=replayed', 303);
}

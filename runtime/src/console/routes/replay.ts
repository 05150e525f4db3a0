import { AppError } from '../../core/app-error.ts';
import { replayDeadLetter } from '../../flow/control/replay-dead-letter.ts';
import { replayKind } from '../../flow/control/replay-kind.ts';
import { statusOf } from '../answer-error.tsx';
import type { Console, ConsoleContext } from '../console-env.ts';
import { readForm } from '../read/read-form.ts';
import { viewerOf } from '../viewer-of.ts';
import { showDeadLetters } from './show-dead-letters.tsx';

/** Runs failed work again and goes back to the list; a refusal shows the list with its reason. */
export async function replay(c: ConsoleContext, parts: Console, deadLetterId: string): Promise<Response> {
  try {
    await replayDeadLetter({ ctx: viewerOf(c), input: { deadLetterId } });
  } catch (error) {
    return refuse(c, parts, error);
  }
  return c.redirect('/exceptions?done=replayed', 303);
}

/** Begins to run all failed work of one kind again and goes back to the list, which shows how far it is. */
export async function replayAll(c: ConsoleContext, parts: Console): Promise<Response> {
  const { values } = await readForm(c);
  const { stage = '', code = '' } = values;
  try {
    await replayKind({ ctx: viewerOf(c), input: { stage, code } });
    return c.redirect('/exceptions?done=started', 303);
  } catch (error) {
    return refuse(c, parts, error);
  }
}

function refuse(c: ConsoleContext, parts: Console, error: unknown): Promise<Response> {
  if (!(error instanceof AppError)) throw error;
  return showDeadLetters(c, parts, { outcome: { state: 'refused', error }, status: statusOf(error) });
}

import { AppError } from '../../../core/app-error.ts';
import { parseId } from '../../../core/ids.ts';
import { AssignExceptionInput, assignException } from '../../../flow/exceptions/assign-exception.ts';
import type { ConsoleContext } from '../../console-env.ts';
import { parseInput } from '../../read/parse-input.ts';
import { readForm } from '../../read/read-form.ts';
import { viewerOf } from '../../viewer-of.ts';

/** Says who looks after an exception and goes back to the queue. */
export async function assign(c: ConsoleContext, id: string): Promise<Response> {
  const exceptionId = parseId('exception', id);
  if (exceptionId === undefined) {
    throw new AppError('record.not_found', { detail: 'There is no such exception.' });
  }
  const { owner = '', note } = (await readForm(c)).values;
  const given = { ownerId: owner === '' ? null : owner, ...(note === undefined ? {} : { note }) };
  const input = { exceptionId, ...parseInput(AssignExceptionInput, given) };
  await assignException({ ctx: viewerOf(c), input });
  return c.redirect('/exceptions/queue?done=saved', 303);
}

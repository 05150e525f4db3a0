import { AppError } from '../../../core/app-error.ts';
import { giveStanding, StandingInput } from '../../../flow/approve/standing/give-standing.ts';
import { revokeStanding } from '../../../flow/approve/standing/revoke-standing.ts';
import { statusOf } from '../../answer-error.tsx';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { fieldErrors, refusedFields } from '../../read/field-errors.ts';
import { readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';
import { showContract } from './contract.tsx';

/** The page of a contract may hold another form with a reason. */
const nameOf = ([first]: readonly PropertyKey[]): string =>
  first === 'reason' ? 'standingReason' : String(first ?? '');

/** Approves the invoices of a contract beforehand. */
export async function give(c: ConsoleContext, parts: Console, contractId: string): Promise<Response> {
  const { values } = await readForm(c);
  const { amountMax, invoicesMax = '', startsOn, endsOn, standingReason: reason } = values;
  const input = StandingInput.safeParse({
    ...{ amountMax, startsOn, endsOn, reason },
    ...(invoicesMax.trim() === '' ? {} : { invoicesMax: Number(invoicesMax) }),
  });
  const ui = uiOf(c, parts);
  if (!input.success) {
    const standing = { values, fields: fieldErrors(input.error, values, ui.texts, nameOf) };
    return showContract(c, parts, contractId, { standing, status: 422 });
  }
  try {
    await giveStanding({ ctx: viewerOf(c), input: { contractId, ...input.data } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'record.not_found') throw error;
    const standing = { values, error, fields: refusedFields(error, ui, nameOf) };
    return showContract(c, parts, contractId, { standing, status: statusOf(error) });
  }
  return c.redirect(`/contracts/${contractId}?done=given#standing`, 303);
}

/** Takes a standing approval back at once. */
export async function revoke(
  c: ConsoleContext,
  { contractId, standingId }: { contractId: string; standingId: string },
): Promise<Response> {
  await revokeStanding({ ctx: viewerOf(c), input: { standingId } });
  return c.redirect(`/contracts/${contractId}?done=revoked#standing`, 303);
}

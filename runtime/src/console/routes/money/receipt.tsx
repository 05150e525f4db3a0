/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { todayIn } from '../../../core/civil-date.ts';
import { DateText } from '../../../core/invoice/document.ts';
import { listEntities } from '../../../flow/read/list-entities.ts';
import { readReceipt } from '../../../flow/read/read-receipt.ts';
import { type AllocatePaymentInput, allocatePayment } from '../../../flow/settle/allocate-payment.ts';
import { confirmPayment } from '../../../flow/settle/confirm-payment.ts';
import { failPayment } from '../../../flow/settle/fail-payment.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { RECEIPT_DONE, ReceiptPage } from '../../pages/money/receipt-page.tsx';
import { REASON_MAX_CHARS } from '../../parts/decision-form.tsx';
import { refusedFields } from '../../read/field-errors.ts';
import { parseInput } from '../../read/parse-input.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

type Shown = {
  values?: FormValues;
  error?: AppError;
  refusal?: AppError;
  fields?: Record<string, string>;
};

/** Answers with a receipt as it is now; throws `record.not_found`. */
export async function showReceipt(
  c: ConsoleContext,
  parts: Console,
  paymentId: string,
  shown: Shown = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  const { values = {}, error, refusal, fields = {} } = shown;
  const done = RECEIPT_DONE.find((each) => each === c.req.query('done'));
  const receipt = await readReceipt({ ctx, input: { paymentId } });
  const entity = (await listEntities({ ctx })).find(({ id }) => id === receipt.payment.entityId);
  const wrong = error ?? refusal;
  const isRefused = Object.keys(fields).length > 0;
  return answerPage(
    c,
    <ReceiptPage
      ui={uiOf(c, parts, `/receipts/${paymentId}`)}
      receipt={receipt}
      today={todayIn(entity?.timeZone ?? 'UTC', ctx.deps.clock.now())}
      mayApply={ctx.permissions.has('record_payment')}
      values={values}
      done={wrong === undefined ? done : undefined}
      error={error}
      refusal={refusal}
      fields={fields}
    />,
    isRefused ? 422 : wrong === undefined ? 200 : statusOf(wrong),
  );
}

/** Applies a receipt to the invoices that have an amount, all of it or nothing, or to the oldest due. */
export async function applyReceipt(c: ConsoleContext, parts: Console, paymentId: string): Promise<Response> {
  const { values } = await readForm(c);
  const ui = uiOf(c, parts, `/receipts/${paymentId}`);
  const { order, ...amounts } = values;
  const allocations = Object.entries(amounts).flatMap(([name, text]) => {
    const invoiceId = /^amount-(.+)$/.exec(name)?.[1];
    const amount = text?.trim() ?? '';
    return invoiceId === undefined || amount === '' ? [] : [{ invoiceId, amount }];
  });
  if (order !== 'oldest_due' && allocations.length === 0) {
    const [first] = Object.keys(amounts);
    return showReceipt(c, parts, paymentId, {
      values,
      fields: { [first ?? '']: ui.texts.receipts.noAmount },
    });
  }
  const asked: AllocatePaymentInput = order === 'oldest_due' ? { order } : { allocations };
  try {
    await allocatePayment({ ctx: viewerOf(c), input: { paymentId, ...asked } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'record.not_found') throw error;
    const nameOf = ([, at]: readonly PropertyKey[]) => `amount-${allocations[Number(at)]?.invoiceId ?? ''}`;
    const fields = Object.fromEntries(
      Object.keys(refusedFields(error, ui, nameOf)).map((name) => [name, ui.texts.receipts.amountWrong]),
    );
    const isOfFields = Object.keys(fields).length > 0;
    return showReceipt(c, parts, paymentId, { values, fields, ...(isOfFields ? {} : { error }) });
  }
  return c.redirect(`/receipts/${paymentId}?done=applied`, 303);
}

/** What the dialogs on money that is not in send. */
const Arrived = z.object({ receivedOn: DateText });
const Failed = z.object({ reason: z.string().trim().min(1).max(REASON_MAX_CHARS) });

/** Notes what became of money that was on its way; a refusal shows the receipt as it is now, and why. */
export async function resolveReceipt(
  c: ConsoleContext,
  parts: Console,
  { paymentId, became }: { paymentId: string; became: 'settled' | 'failed' },
): Promise<Response> {
  const { values } = await readForm(c);
  const ctx = viewerOf(c);
  try {
    if (became === 'settled') {
      await confirmPayment({ ctx, input: { paymentId, ...parseInput(Arrived, values) } });
    } else await failPayment({ ctx, input: { paymentId, ...parseInput(Failed, values) } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'record.not_found') throw error;
    return showReceipt(c, parts, paymentId, { refusal: error });
  }
  return c.redirect(`/receipts/${paymentId}?done=${became}`, 303);
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { readReceipt } from '../../../flow/read/read-receipt.ts';
import { type AllocatePaymentInput, allocatePayment } from '../../../flow/settle/allocate-payment.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { ReceiptPage } from '../../pages/money/receipt-page.tsx';
import { refusedFields } from '../../read/field-errors.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

type Shown = { values?: FormValues; error?: AppError; fields?: Record<string, string> };

/** Answers with a receipt as it is now; throws `record.not_found`. */
export async function showReceipt(
  c: ConsoleContext,
  parts: Console,
  paymentId: string,
  shown: Shown = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  const { values = {}, error, fields = {} } = shown;
  const done = c.req.query('done');
  const isRefused = Object.keys(fields).length > 0;
  return answerPage(
    c,
    <ReceiptPage
      ui={uiOf(c, parts, `/receipts/${paymentId}`)}
      receipt={await readReceipt({ ctx, input: { paymentId } })}
      mayApply={ctx.permissions.has('record_payment')}
      values={values}
      done={error === undefined && (done === 'entered' || done === 'applied') ? done : undefined}
      error={error}
      fields={fields}
    />,
    isRefused ? 422 : error === undefined ? 200 : statusOf(error),
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

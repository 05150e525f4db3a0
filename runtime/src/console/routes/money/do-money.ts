import { AppError } from '../../../core/app-error.ts';
import { assertNever } from '../../../core/assert.ts';
import { SetCollectionInput, setCollection } from '../../../flow/collect/set-collection.ts';
import type { Ctx } from '../../../flow/context.ts';
import { CloseDisputeInput, closeDispute } from '../../../flow/dispute/close-dispute.ts';
import { OpenDisputeInput, openDispute } from '../../../flow/dispute/open-dispute.ts';
import { getInvoice } from '../../../flow/read/get-invoice.ts';
import { remindNow } from '../../../flow/remind/remind-now.ts';
import { applyAccountCredit } from '../../../flow/settle/apply-account-credit.ts';
import { RefundInvoiceInput } from '../../../flow/settle/apply-refund.ts';
import { RecordPaymentInput, recordPayment } from '../../../flow/settle/record-payment.ts';
import { refundInvoice } from '../../../flow/settle/refund-invoice.ts';
import { unapplyAllocation } from '../../../flow/settle/unapply-allocation.ts';
import { bookWriteOff } from '../../../flow/write-off/book-write-off.ts';
import { decideWriteOff } from '../../../flow/write-off/decide-write-off.ts';
import { requestWriteOff } from '../../../flow/write-off/request-write-off.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { REASON_MAX_CHARS } from '../../parts/decision-form.tsx';
import type { MoneyAction } from '../../read/money-actions.ts';
import { parseInput } from '../../read/parse-input.ts';
import { readForm } from '../../read/read-form.ts';
import { viewerOf } from '../../viewer-of.ts';
import { showMoney } from './show-money.tsx';

/** Does what a person asked for on the page of an invoice's money; a refusal shows the page as it is now, and why. */
export async function doMoney(
  c: ConsoleContext,
  parts: Console,
  { invoiceId, action }: { invoiceId: string; action: MoneyAction },
): Promise<Response> {
  const { values } = await readForm(c);
  const prefix = action === 'unapply' ? `unapply${values['allocationId'] ?? ''}-` : `${action}-`;
  const filled: Filled = (name) => {
    const value = (values[`${prefix}${name}`] ?? values[name] ?? '').trim();
    return value === '' ? undefined : value;
  };
  try {
    const ran = await run(viewerOf(c), { invoiceId, action, filled });
    if (isHeld(ran)) return c.redirect(`/invoices/${invoiceId}?done=held`, 303);
  } catch (error) {
    const isShown = error instanceof AppError && error.code !== 'invoice.not_found';
    if (!isShown) throw error;
    return showMoney(c, parts, invoiceId, { error });
  }
  return c.redirect(`/invoices/${invoiceId}/money?done=${action}`, 303);
}

/** Whether a rule holds what was asked for. */
const isHeld = (ran: unknown): boolean =>
  typeof ran === 'object' && ran !== null && 'state' in ran && ran.state === 'held';

/** The value of a field of the form; undefined when it was left empty. */
type Filled = (name: string) => string | undefined;

/** The fields that were filled in, as the verb's input names them. */
const pick = (filled: Filled, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = filled(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

function reasonOf(filled: Filled): string {
  const reason = filled('reason');
  if (reason !== undefined && reason.length <= REASON_MAX_CHARS) return reason;
  throw new AppError('request.invalid');
}

type Asked = { invoiceId: string; action: MoneyAction; filled: Filled };

async function run(ctx: Ctx, { invoiceId, action, filled }: Asked): Promise<unknown> {
  switch (action) {
    case 'pay':
      return pay(ctx, invoiceId, filled);
    case 'credit':
      return applyAccountCredit({ ctx, input: { invoiceId, ...pick(filled, ['amount']) } });
    case 'refund': {
      const names = ['amount', 'refundedOn', 'reason', 'reference', 'externalId', 'creditNoteId'];
      const input = parseInput(RefundInvoiceInput, pick(filled, names));
      return refundInvoice({ ctx, input: { invoiceId, ...input } });
    }
    case 'unapply': {
      const allocationId = filled('allocationId') ?? '';
      return unapplyAllocation({ ctx, input: { invoiceId, allocationId, reason: reasonOf(filled) } });
    }
    case 'askWriteOff':
      return requestWriteOff({ ctx, input: { invoiceId, reason: reasonOf(filled) } });
    case 'approveWriteOff':
      return decideWriteOff({
        ctx,
        input: { invoiceId, decision: 'approved', ...pick(filled, ['reason']) },
      });
    case 'rejectWriteOff':
      return decideWriteOff({
        ctx,
        input: { invoiceId, decision: 'rejected', ...pick(filled, ['reason']) },
      });
    case 'bookWriteOff':
      return bookWriteOff({ ctx, input: { invoiceId } });
    case 'openDispute':
      return dispute(ctx, invoiceId, filled);
    case 'closeDispute':
      return closeDispute({ ctx, input: { invoiceId, close: readOutcome(filled) } });
    case 'collect': {
      const collection = parseInput(SetCollectionInput, pick(filled, collectFields(filled('status'))));
      return setCollection({ ctx, input: { invoiceId, collection } });
    }
    case 'remind':
      return remindNow({ ctx, input: { invoiceId } });
    default:
      return assertNever(action);
  }
}

/** The form has the fields of every status; only those of the chosen one count. */
function collectFields(status: string | undefined): string[] {
  const common = ['status', 'reason'];
  if (status === 'paused') return [...common, 'until'];
  return status === 'promised' ? [...common, 'until', 'amount'] : common;
}

async function pay(ctx: Ctx, invoiceId: string, filled: Filled): Promise<unknown> {
  const { document } = await getInvoice({ ctx, input: { invoiceId } });
  const reason = filled('deduction');
  const amount = filled('deducted');
  const input = parseInput(RecordPaymentInput, {
    invoiceId,
    currency: document.currency,
    ...pick(filled, ['amount', 'receivedOn', 'reference', 'externalId', 'rest', 'state']),
    ...(reason === undefined && amount === undefined ? {} : { deduction: { reason, amount } }),
  });
  return recordPayment({ ctx, input });
}

/** The form has one choice for each way to accept a dispute. */
function readOutcome(filled: Filled): CloseDisputeInput {
  const chosen = filled('outcome');
  const settledWith = chosen === 'credit_note' || chosen === 'reissue' ? chosen : undefined;
  return parseInput(CloseDisputeInput, {
    ...(settledWith === undefined ? { outcome: chosen } : { outcome: 'accepted', settledWith }),
    ...pick(filled, ['reason', ...(settledWith === 'credit_note' ? ['creditNoteId'] : [])]),
  });
}

async function dispute(ctx: Ctx, invoiceId: string, filled: Filled): Promise<unknown> {
  const positions = filled('positions')?.split(/[\s,、，]+/u);
  const input = parseInput(OpenDisputeInput, {
    ...pick(filled, ['reason', 'amount']),
    ...(positions === undefined ? {} : { positions: positions.map((text) => Number.parseInt(text, 10)) }),
  });
  return openDispute({ ctx, input: { invoiceId, ...input } });
}

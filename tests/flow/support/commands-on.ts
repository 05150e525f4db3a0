import { decideApproval } from '../../../runtime/src/flow/approve/decide-approval.ts';
import { revokeApproval } from '../../../runtime/src/flow/approve/revoke-approval.ts';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import { withdrawRequest } from '../../../runtime/src/flow/approve/withdraw-request.ts';
import { discardInvoice } from '../../../runtime/src/flow/bill/discard-invoice.ts';
import { editInvoice } from '../../../runtime/src/flow/bill/edit-invoice.ts';
import { setCollection } from '../../../runtime/src/flow/collect/set-collection.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { correctInvoice } from '../../../runtime/src/flow/correct/correct-invoice.ts';
import { creditInvoice } from '../../../runtime/src/flow/credit/credit-invoice.ts';
import { reportDelivery } from '../../../runtime/src/flow/deliver/report-delivery.ts';
import { sendInvoice } from '../../../runtime/src/flow/deliver/send-invoice.ts';
import { closeDispute } from '../../../runtime/src/flow/dispute/close-dispute.ts';
import { openDispute } from '../../../runtime/src/flow/dispute/open-dispute.ts';
import { issueInvoice } from '../../../runtime/src/flow/issue/issue-invoice.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { reissueInvoice } from '../../../runtime/src/flow/reissue/reissue-invoice.ts';
import { type RecordPaymentInput, recordPayment } from '../../../runtime/src/flow/settle/record-payment.ts';
import { refundInvoice } from '../../../runtime/src/flow/settle/refund-invoice.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { requestWriteOff } from '../../../runtime/src/flow/write-off/request-write-off.ts';

/** A command that somebody gives about one invoice. */
export type Action =
  | 'submit'
  | 'withdraw'
  | 'edit'
  | 'discard'
  | 'approve'
  | 'reject'
  | 'return'
  | 'revoke'
  | 'issue'
  | 'send'
  | 'report'
  | 'credit'
  | 'pay'
  | 'expect'
  | 'give_up'
  | 'refund'
  | 'write_off'
  | 'dispute'
  | 'close_dispute'
  | 'collect'
  | 'void'
  | 'reissue'
  | 'correct';

/** An invoice and the last request for its approval, as somebody had them on the screen. */
export type Target = { invoiceId: string; requestId: string };

const reason = 'As it came.';

/** Every command on one invoice, ready to be given by somebody; each is given once at most. */
export function commandsOn(
  ctx: Ctx,
  { invoiceId, requestId }: Target,
): Record<Action, () => Promise<unknown>> {
  const decide = (decision: 'approved' | 'rejected' | 'returned') =>
    decideApproval({ ctx, input: { invoiceId, requestId, decision, reason } });
  const money = { amount: '100.00', externalId: `of-${invoiceId}-by-${ctx.actor.id}`, currency: 'USD' };
  return {
    submit: () => submitInvoice({ ctx, input: { invoiceId, reason } }),
    withdraw: () => withdrawRequest({ ctx, input: { invoiceId, reason } }),
    edit: async () => {
      // What is on the screen is read before; the command is what is judged.
      const { revision } = await getInvoice({ ctx: { ...ctx, entityIds: null }, input: { invoiceId } });
      const lines = [{ position: 1, quantity: String(1 + (revision % 3)) }];
      const changes = { purchaseOrder: `PO-${revision}`, lines };
      return editInvoice({ ctx, input: { invoiceId, revision, reason, changes } });
    },
    discard: () => discardInvoice({ ctx, input: { invoiceId, reason } }),
    approve: () => decide('approved'),
    reject: () => decide('rejected'),
    return: () => decide('returned'),
    revoke: () => revokeApproval({ ctx, input: { invoiceId, reason } }),
    issue: () => issueInvoice({ ctx, input: { invoiceId } }),
    send: () => sendInvoice({ ctx, input: { invoiceId } }),
    report: async () => {
      // What the provider was given with the mail.
      const { attempts } = await getInvoice({ ctx: { ...ctx, entityIds: null }, input: { invoiceId } });
      return reportDelivery({ ctx, input: { mail: attempts[0]?.messageId ?? 'snd_none', kind: 'bounced' } });
    },
    credit: () => creditInvoice({ ctx, input: { invoiceId, reason } }),
    pay: () => recordPayment({ ctx, input: { ...money, invoiceId, receivedOn: '2026-11-24', rest: 'keep' } }),
    expect: () => recordDebit(ctx, { invoiceId, state: 'processing' }),
    give_up: () => recordDebit(ctx, { invoiceId, state: 'failed' }),
    refund: () =>
      refundInvoice({
        ctx,
        input: {
          invoiceId,
          amount: money.amount,
          externalId: money.externalId,
          refundedOn: '2026-11-24',
          reason,
        },
      }),
    write_off: () => requestWriteOff({ ctx, input: { invoiceId, reason } }),
    dispute: () => openDispute({ ctx, input: { invoiceId, reason } }),
    close_dispute: () => closeDispute({ ctx, input: { invoiceId, close: { outcome: 'withdrawn', reason } } }),
    collect: () => setCollection({ ctx, input: { invoiceId, collection: { status: 'escalated', reason } } }),
    void: () => voidInvoice({ ctx, input: { invoiceId, reason } }),
    reissue: () => reissueInvoice({ ctx, input: { invoiceId } }),
    correct: () =>
      correctInvoice({ ctx, input: { invoiceId, reason, buyer: { contactName: ctx.actor.id } } }),
  };
}

/** A debit of an invoice under the id that it has whoever tells of it: on its way, or given up. */
const recordDebit = (ctx: Ctx, told: Pick<RecordPaymentInput, 'invoiceId' | 'state'>): Promise<unknown> =>
  recordPayment({
    ctx,
    input: {
      ...told,
      amount: '100.00',
      currency: 'USD',
      receivedOn: '2026-11-24',
      externalId: `debit-${told.invoiceId}`,
      rest: 'keep',
    },
  });

import type { Tx } from '../../../../runtime/src/db/open-database.ts';
import type { Ctx } from '../../../../runtime/src/flow/context.ts';
import { creditInvoice } from '../../../../runtime/src/flow/credit/credit-invoice.ts';
import type { InvoiceRow } from '../../../../runtime/src/flow/get-invoice-row.ts';
import { type InvoiceStanding, loadStanding } from '../../../../runtime/src/flow/read/load-standing.ts';
import {
  type RecordPaymentInput,
  recordPayment,
} from '../../../../runtime/src/flow/settle/record-payment.ts';
import { createLoop, type Loop } from '../../../support/create-loop.ts';
import { issueCreditNote } from '../../credit/support/issue-credit-note.ts';

/** An invoice that has its number. */
export type Issued = InvoiceRow & { number: string };

/** A loop with what the tests of money do over and over. */
export type MoneyLoop = Loop & {
  /** Who does things here, with every permission. */
  author: Ctx;
  /** A third person beside the author and the approver. */
  booker: Ctx;
  /** An invoice of 2,400.00 USD of one customer, tax 0, due on 24 December 2026. */
  issued(): Promise<Issued>;
  /** A payment in USD; each has an external id of its own unless told. */
  pay(input: Partial<RecordPaymentInput> & { amount: string }): ReturnType<typeof recordPayment>;
  /** An issued credit note of an amount off the only line. */
  credit(invoice: Issued, amount: string): Promise<string>;
  standing(invoiceId: string): Promise<InvoiceStanding>;
  inOrganization<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value>;
};

/** Starts one; close `hub` in `afterAll`. */
export async function createMoneyLoop(): Promise<MoneyLoop> {
  const loop = await createLoop();
  const { author, id, approver } = loop.organization;
  const inOrganization = <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> =>
    loop.hub.database.inOrganization(id, work);
  let next = 1;
  return {
    ...loop,
    author,
    booker: { ...approver, actor: { kind: 'person', id: 'per_booker', name: 'Mei' } },
    inOrganization,
    issued: async () => {
      const deal = `money-${next++}`;
      await loop.tellOf({ id: deal, lines: [{ id: `line-${deal}`, sku: 'API-P' }] });
      await loop.hub.drain();
      const invoice = (await loop.invoices()).findLast(({ type }) => type === 'invoice');
      if (invoice?.number == null) throw new Error('the invoice is not issued');
      return { ...invoice, number: invoice.number };
    },
    pay: (input) =>
      recordPayment({
        ctx: author,
        input: {
          currency: 'USD',
          receivedOn: '2026-11-20',
          externalId: `wire-${next++}`,
          rest: 'keep',
          ...input,
        },
      }),
    credit: async (invoice, amount) => {
      const { creditNoteId } = await creditInvoice({
        ctx: author,
        input: { invoiceId: invoice.id, reason: 'As agreed.', lines: [{ position: 1, amount }] },
      });
      await issueCreditNote(loop, creditNoteId);
      return creditNoteId;
    },
    standing: (invoiceId) => inOrganization((tx) => loadStanding(tx, author, invoiceId)),
  };
}

import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEntries, connections, entities } from '../../../runtime/src/db/schema/index.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { creditInvoice } from '../../../runtime/src/flow/credit/credit-invoice.ts';
import { type CloseDisputeInput, closeDispute } from '../../../runtime/src/flow/dispute/close-dispute.ts';
import { openDispute } from '../../../runtime/src/flow/dispute/open-dispute.ts';
import { listExceptions } from '../../../runtime/src/flow/exceptions/list-exceptions.ts';
import { getInvoiceRow, type InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { readSettlement } from '../../../runtime/src/flow/read/read-settlement.ts';
import { recordPayment } from '../../../runtime/src/flow/settle/record-payment.ts';
import { refuse, useVoidStage } from '../void/support/void-stage.ts';

const stage = useVoidStage();
const { issuedInvoice, inOrganization, statusOf, standingOf, eventsOf, letters, onVoid } = stage;
const approver = () => stage.loop.organization.approver;
const drain = () => stage.loop.hub.drain();
const close = ({ id }: InvoiceRow, input: CloseDisputeInput, ctx: Ctx = approver()) =>
  closeDispute({ ctx, input: { invoiceId: id, close: input } });
const accept = (invoice: InvoiceRow, ctx?: Ctx) =>
  close(invoice, { outcome: 'accepted', settledWith: 'reissue', reason: 'Wrong order number.' }, ctx);
const settlementOf = ({ id }: InvoiceRow) => readSettlement({ ctx: approver(), input: { invoiceId: id } });
const submitByHand = () => inOrganization((tx) => tx.update(entities).set({ isAutoSubmit: false }));

async function disputed() {
  const invoice = await issuedInvoice();
  await openDispute({
    ctx: stage.loop.organization.author,
    input: { invoiceId: invoice.id, reason: 'Not our order number.', amount: '400.00', positions: [1] },
  });
  return invoice;
}

describe('a dispute that is accepted by issuing again', () => {
  test('voids the invoice, drafts it anew in the name of who accepted it, and is tied to that draft', async () => {
    const invoice = await disputed();
    await submitByHand();
    await accept(invoice);
    expect(await statusOf(invoice)).toBe('voiding');
    expect(await standingOf(invoice)).toMatchObject({ dispute: 'accepted' });
    await drain();
    expect(await statusOf(invoice)).toBe('voided');
    const [dispute] = (await settlementOf(invoice)).disputes;
    expect(dispute).toMatchObject({
      state: 'accepted',
      settledWith: 'reissue',
      creditNoteId: null,
      closedBy: { id: approver().actor.id },
      reopenedAsId: null,
    });
    const draft = await inOrganization((tx) => getInvoiceRow(tx, dispute?.replacementId ?? ''));
    expect(draft).toMatchObject({
      documentStatus: 'draft',
      replacesInvoiceId: invoice.id,
      payableMinor: invoice.payableMinor,
      createdBy: approver().actor,
      extras: { precedingInvoices: [{ number: invoice.number, isReplaced: true }] },
    });
    expect(await eventsOf(invoice, 'invoice.dispute_closed')).toMatchObject([
      { data: { disputeId: dispute?.id, outcome: 'accepted', settledWith: 'reissue', creditNoteId: null } },
    ]);
    expect(await eventsOf(invoice, 'invoice.void_requested')).toMatchObject([
      { actor: { id: approver().actor.id }, data: { reason: 'Wrong order number.' } },
    ]);
    expect(await eventsOf(invoice, 'invoice.reissued')).toMatchObject([{ data: { invoiceId: draft.id } }]);
    expect(await letters()).toEqual([]);
  });

  test('is checked, approved and issued like any other under a number of its own', async () => {
    const invoice = await disputed();
    await accept(invoice);
    await drain();
    const [, again, ...more] = await stage.loop.invoices();
    expect(more).toEqual([]);
    expect(again).toMatchObject({ documentStatus: 'issued', replacesInvoiceId: invoice.id });
    expect(again?.number).not.toBe(invoice.number);
  });

  test('is voided and drafted at once where no ledger has to be asked', async () => {
    const invoice = await disputed();
    await inOrganization((tx) =>
      tx.update(connections).set({ role: 'push' }).where(eq(connections.role, 'accounting')),
    );
    await accept(invoice);
    expect(await statusOf(invoice)).toBe('voided');
    await drain();
    expect((await settlementOf(invoice)).disputes[0]?.replacementId).not.toBeNull();
  });

  test('of an invoice that was being voided or is void already only drafts it anew', async () => {
    const [voiding, voided] = [await disputed(), await disputed()];
    await stage.askVoid(voided);
    await drain();
    await stage.askVoid(voiding);
    for (const invoice of [voided, voiding]) await accept(invoice);
    await drain();
    for (const invoice of [voided, voiding]) {
      expect((await settlementOf(invoice)).disputes[0]?.replacementId).not.toBeNull();
      expect(await eventsOf(invoice, 'invoice.void_requested')).toHaveLength(1);
    }
  });

  test('is refused with the reason while money or a credit note is on the invoice, and nothing is changed', async () => {
    const [paid, awaited, credited] = [await disputed(), await disputed(), await disputed()];
    const pay = ({ id }: InvoiceRow, state: 'settled' | 'processing') =>
      recordPayment({
        ctx: stage.loop.organization.author,
        input: {
          ...{ invoiceId: id, amount: '10.00', currency: 'USD', receivedOn: '2026-11-20' },
          ...{ externalId: id, rest: 'keep', state },
        },
      });
    await pay(paid, 'settled');
    await pay(awaited, 'processing');
    await creditInvoice({
      ctx: stage.loop.organization.author,
      input: { invoiceId: credited.id, reason: 'Agreed.', lines: [{ position: 1, amount: '10.00' }] },
    });
    for (const [invoice, code] of [
      [paid, 'invoice.payments_applied'],
      [awaited, 'invoice.payments_applied'],
      [credited, 'credit.not_possible'],
    ] as const) {
      const audits = () =>
        inOrganization((tx) => tx.select().from(auditEntries).where(eq(auditEntries.objectId, invoice.id)));
      const before = (await audits()).length;
      await expect(accept(invoice)).rejects.toMatchObject({ code });
      expect(await statusOf(invoice)).toBe('issued');
      expect((await settlementOf(invoice)).disputes).toMatchObject([{ state: 'open', settledWith: null }]);
      expect(await eventsOf(invoice, 'invoice.dispute_closed')).toEqual([]);
      expect(await audits()).toHaveLength(before);
    }
  });

  test('needs a person who may dispute and approve; that is the approval of the void, whoever may void besides', async () => {
    const invoice = await disputed();
    const may = (...names: string[]): Ctx => ({
      ...approver(),
      permissions: new Set([...approver().permissions].filter((name) => names.includes(name))),
    });
    await expect(accept(invoice, may('read', 'dispute', 'void'))).rejects.toMatchObject({
      code: 'auth.scope_missing',
    });
    await expect(accept(invoice, may('read', 'approve', 'void'))).rejects.toMatchObject({
      code: 'auth.scope_missing',
    });
    await expect(accept(invoice, stage.system())).rejects.toMatchObject({
      code: 'approval.person_required',
    });
    await accept(invoice, may('read', 'dispute', 'approve'));
    expect(await statusOf(invoice)).toBe('voiding');
  });

  test('of two who accept at once one is heard, and there is one draft', async () => {
    const invoice = await disputed();
    const asked = await Promise.allSettled([accept(invoice), accept(invoice)]);
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await drain();
    expect(await stage.loop.invoices()).toHaveLength(2);
  });
});

describe('a ledger that refuses the void of an accepted dispute', () => {
  test('opens the dispute again with what it said, so that it is not collected and somebody decides anew', async () => {
    const invoice = await disputed();
    onVoid(refuse('target.refused'));
    await accept(invoice);
    await drain();
    expect(await statusOf(invoice)).toBe('issued');
    expect(await standingOf(invoice)).toMatchObject({ displayStatus: 'disputed', collection: 'paused' });
    const [again, accepted, ...more] = (await settlementOf(invoice)).disputes;
    expect(more).toEqual([]);
    expect(accepted).toMatchObject({ state: 'accepted', settledWith: 'reissue', reopenedAsId: again?.id });
    expect(accepted?.replacementId).toBeNull();
    expect(again).toMatchObject({
      ...{ state: 'open', cause: 'customer', positions: [1], amount: '400.00' },
      ...{ reason: 'Not our order number.', reopensId: accepted?.id },
      reopenedBecause: expect.stringContaining('It has a payment allocated to it.'),
    });
    const { items } = await listExceptions({ ctx: approver(), input: { kind: 'dispute', limit: 10 } });
    expect(items).toMatchObject([{ code: 'reopened', invoiceId: invoice.id }]);
    expect(await eventsOf(invoice, 'invoice.dispute_opened')).toMatchObject([
      {},
      { data: { disputeId: again?.id, reopens: { disputeId: accepted?.id } } },
    ]);
    expect(await stage.loop.invoices()).toHaveLength(1);

    const { creditNoteId } = await creditInvoice({
      ctx: stage.loop.organization.author,
      input: { invoiceId: invoice.id, reason: 'Agreed.' },
    });
    await close(invoice, { outcome: 'accepted', creditNoteId, reason: 'Then so.' });
    expect((await settlementOf(invoice)).disputes[0]).toMatchObject({
      settledWith: 'credit_note',
      creditNoteId,
    });
  });

  test('may be asked again by accepting the dispute again, and then the draft is made', async () => {
    const invoice = await disputed();
    onVoid(refuse('target.refused'));
    await accept(invoice);
    await drain();
    delete stage.loop.accounting.fault.onWrite;
    await accept(invoice);
    await drain();
    const disputes = (await settlementOf(invoice)).disputes;
    expect(disputes.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
    expect(disputes.map(({ replacementId }) => replacementId === null)).toEqual([false, true]);
    expect(await statusOf(invoice)).toBe('voided');
  });

  test('leaves the disputes alone where the void had another cause', async () => {
    const invoice = await disputed();
    onVoid(refuse('target.refused'));
    await accept(invoice);
    await drain();
    await close(invoice, { outcome: 'withdrawn', reason: 'They found it.' });
    await stage.askVoid(invoice);
    await drain();
    expect(await statusOf(invoice)).toBe('issued');
    expect((await settlementOf(invoice)).disputes.map(({ state }) => state)).toEqual([
      'withdrawn',
      'accepted',
    ]);
  });
});

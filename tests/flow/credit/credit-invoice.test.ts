import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../../../runtime/src/db/open-database.ts';
import { auditEntries, invoiceEvents } from '../../../runtime/src/db/schema/index.ts';
import { discardInvoice } from '../../../runtime/src/flow/bill/discard-invoice.ts';
import { type CreditInvoiceInput, creditInvoice } from '../../../runtime/src/flow/credit/credit-invoice.ts';
import { checkNumbers } from '../../../runtime/src/flow/issue/check-numbers.ts';
import { loadDocument } from '../../../runtime/src/flow/load-document.ts';
import { getBoard } from '../../../runtime/src/flow/read/get-board.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { receiveXeroPayment } from '../settle/support/receive-xero-payment.ts';
import { issueCreditNote } from './support/issue-credit-note.ts';

let loop: Loop;
let nextDeal = 500;

beforeAll(async () => {
  loop = await createLoop();
});
afterAll(() => loop.hub.close());

const inOrganization = <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> =>
  loop.hub.database.inOrganization(loop.organization.id, work);
const author = () => loop.organization.author;
const approver = () => loop.organization.approver;
const viewOf = (invoiceId: string) => getInvoice({ ctx: approver(), input: { invoiceId } });

/** An issued invoice of three units of 2,400.00 USD, tax 0, with its number. */
async function issuedInvoice(): Promise<{ id: string; number: string }> {
  const id = String(nextDeal++);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P', quantity: '3' }] });
  await loop.hub.drain();
  const invoice = (await loop.invoices()).findLast(
    ({ type, number }) => type === 'invoice' && number !== null,
  );
  if (invoice?.number == null) throw new Error('the invoice is not issued');
  return { id: invoice.id, number: invoice.number };
}

const credit = async (invoiceId: string, input: CreditInvoiceInput): Promise<string> =>
  (await creditInvoice({ ctx: author(), input: { invoiceId, ...input } })).creditNoteId;

const issue = (creditNoteId: string): Promise<void> => issueCreditNote(loop, creditNoteId);

describe('a credit note', () => {
  test('of an unpaid invoice is approved by a person, numbered apart and takes the invoice to credited', async () => {
    const invoice = await issuedInvoice();
    const noteId = await credit(invoice.id, { reason: 'The order was called off.' });
    await issue(noteId);
    const note = await viewOf(noteId);
    expect(note.document).toMatchObject({
      type: 'credit_note',
      number: expect.stringMatching(/^CN-2026-[0-9]{4}$/),
      precedingInvoices: [{ number: invoice.number }],
      notes: ['The order was called off.'],
      totals: { payable: '-7200.00' },
    });
    expect(note.standing).toMatchObject({ displayStatus: 'credited', credit: '7200.00', balance: '0.00' });
    expect(note.credits).toMatchObject({ id: invoice.id, number: invoice.number });
    const credited = await viewOf(invoice.id);
    expect(credited.standing).toMatchObject({
      displayStatus: 'credited',
      boardColumn: 'paid',
      cash: '0.00',
      credit: '7200.00',
      balance: '0.00',
      due: { status: 'not_due' },
    });
    expect(credited.creditNotes).toMatchObject([{ id: noteId, status: 'issued', total: '-7200.00' }]);
    expect(note.documents.map(({ kind }) => kind)).toContain('pdf');
    const mail = loop.hub.mails.at(-1);
    expect(mail?.subject).toBe(`Credit note ${note.document.number} from Sanka, Inc.`);
    expect(mail?.text).toContain(`for $7,200.00, which credits invoice ${invoice.number}.`);
    await checkNumbers({ ctx: loop.hub.system(loop.organization.id) });
  });

  test('tells of itself: event, audit entry, and the deal in the CRM', async () => {
    const invoice = await issuedInvoice();
    const noteId = await credit(invoice.id, {
      reason: 'One too many.',
      lines: [{ position: 1, quantity: '1' }],
    });
    await issue(noteId);
    const events = await inOrganization((tx) =>
      tx.select().from(invoiceEvents).where(eq(invoiceEvents.invoiceId, invoice.id)),
    );
    expect(events.find(({ type }) => type === 'invoice.credited')?.data).toMatchObject({
      creditNoteId: noteId,
      applied: '2400.00',
      rest: '0.00',
      balance: '4800.00',
    });
    const audit = await inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.objectId, invoice.id)),
    );
    expect(audit.some(({ action }) => action === 'invoice.credit')).toBe(true);
    const { dealId } = (await viewOf(invoice.id)).document;
    expect(dealId).not.toBeNull();
    expect([...loop.crm.held.values()]).toContainEqual(
      expect.objectContaining({ invoiceBalance: '4800.00' }),
    );
  });

  test('of what was paid already is left to the customer, and no more than was billed is ever credited', async () => {
    const invoice = await issuedInvoice();
    await receiveXeroPayment(loop, { id: `p-${invoice.id}`, number: invoice.number, amount: '6000.00' });
    const first = await credit(invoice.id, { reason: 'Late.', lines: [{ position: 1, amount: '700.00' }] });
    await issue(first);
    expect((await viewOf(invoice.id)).standing).toMatchObject({
      displayStatus: 'partially_paid',
      cash: '6000.00',
      credit: '700.00',
      balance: '500.00',
    });
    await expect(
      credit(invoice.id, { reason: 'Too much.', lines: [{ position: 1, amount: '6500.01' }] }),
    ).rejects.toMatchObject({ code: 'credit.exceeds_invoice', errors: [{ pointer: '/lines/0/amount' }] });
    const rest = await credit(invoice.id, { reason: 'All of it.' });
    await issue(rest);
    const view = await viewOf(rest);
    expect(view.standing).toMatchObject({ total: '-6500.00', credit: '500.00', balance: '-6000.00' });
    expect((await viewOf(invoice.id)).standing).toMatchObject({ displayStatus: 'paid', balance: '0.00' });
    await expect(credit(invoice.id, { reason: 'Again.' })).rejects.toMatchObject({
      code: 'credit.not_possible',
    });
  });

  test('that is a draft counts already; once it is discarded its part is free again', async () => {
    const invoice = await issuedInvoice();
    const draft = await credit(invoice.id, { reason: 'Draft.', lines: [{ position: 1, quantity: '2' }] });
    const ask = () => credit(invoice.id, { reason: 'Other.', lines: [{ position: 1, quantity: '2' }] });
    await expect(ask()).rejects.toMatchObject({ code: 'credit.exceeds_invoice' });
    await discardInvoice({ ctx: author(), input: { invoiceId: draft, reason: 'Not agreed.' } });
    expect(await ask()).toMatch(/^inv_/);
  });

  test('of two asked for at once together never exceeds the invoice', async () => {
    const invoice = await issuedInvoice();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () =>
        credit(invoice.id, { reason: 'At once.', lines: [{ position: 1, quantity: '1' }] }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  test('under a reference is drafted once, also when asked for at once, and stays the answer after it is discarded', async () => {
    const invoice = await issuedInvoice();
    const asked = { reason: 'Return.', reference: 'return-1', lines: [{ position: 1, quantity: '1' }] };
    const ask = (changes: Partial<CreditInvoiceInput> = {}, invoiceId = invoice.id) =>
      creditInvoice({ ctx: author(), input: { invoiceId, ...asked, ...changes } });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(answers.map(({ creditNoteId }) => creditNoteId)).size).toBe(1);
    expect(answers.map(({ isNew }) => isNew).toSorted()).toEqual([false, false, true]);
    await expect(ask({ reason: 'Another.' })).rejects.toMatchObject({ code: 'credit.reference_reused' });
    const { creditNoteId } = await ask();
    await discardInvoice({ ctx: author(), input: { invoiceId: creditNoteId, reason: 'Not agreed.' } });
    expect(await ask()).toEqual({ creditNoteId, isNew: false });
    expect((await ask({ reference: 'return-2' })).isNew).toBe(true);
    expect((await ask({}, (await issuedInvoice()).id)).isNew).toBe(true);
  });

  test('is refused for a draft, for a credit note, and for what cannot be read', async () => {
    const invoice = await issuedInvoice();
    const draft = await credit(invoice.id, { reason: 'Draft.', lines: [{ position: 1, quantity: '1' }] });
    await expect(credit(draft, { reason: 'Of a credit note.' })).rejects.toMatchObject({
      code: 'credit.not_possible',
    });
    await expect(
      credit(invoice.id, { reason: 'Unreadable.', lines: [{ position: 1, amount: '1.001' }] }),
    ).rejects.toMatchObject({ code: 'request.invalid', errors: [{ pointer: '/lines/0/amount' }] });
  });

  test('keeps its invoice from being void, and cannot be void once it is taken off', async () => {
    const invoice = await issuedInvoice();
    const noteId = await credit(invoice.id, { reason: 'Part.', lines: [{ position: 1, quantity: '1' }] });
    const askVoid = (invoiceId: string) =>
      voidInvoice({ ctx: approver(), input: { invoiceId, reason: 'x' } });
    await expect(askVoid(invoice.id)).rejects.toMatchObject({ code: 'credit.not_possible' });
    await issue(noteId);
    await expect(askVoid(noteId)).rejects.toMatchObject({ code: 'credit.not_possible' });
  });

  test('stands on the board below zero, where its invoice stands with what is left', async () => {
    const invoice = await issuedInvoice();
    const noteId = await credit(invoice.id, { reason: 'Part.', lines: [{ position: 1, quantity: '1' }] });
    await issue(noteId);
    const board = await getBoard({ ctx: approver(), input: {} });
    const columnOf = (id: string) =>
      board.find(({ invoices }) => invoices.some((summary) => summary.id === id))?.column;
    expect(columnOf(noteId)).toBe('paid');
    expect(columnOf(invoice.id)).toBe('sent');
    const document = await inOrganization((tx) => loadDocument(tx, noteId));
    expect(document.lines[0]).toMatchObject({ quantity: '-1', credits: { position: 1, quantity: '1' } });
  });
});

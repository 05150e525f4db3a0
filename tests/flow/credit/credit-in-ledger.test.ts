import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { syncToAccounting } from '../../../runtime/src/flow/sync/sync-to-accounting.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { createLedgerLoop, type LedgerLoop } from './support/ledger-loop.ts';

let ledger: LedgerLoop;

beforeAll(async () => {
  ledger = await createLedgerLoop();
});
afterAll(() => ledger.close());

const sync = (invoiceId: string) =>
  syncToAccounting({
    ctx: ledger.system(),
    input: { invoiceId, connectionId: ledger.loop.organization.xero.id },
  });
const writesOf = (list: string) => ledger.xero.writes.filter((write) => write.list === list);
const noteInXero = (number: string) => ledger.xero.store.creditNotes().find((note) => note.number === number);

describe('a credit note that is issued', () => {
  test('is booked in the ledger and set off against its invoice: totals and what is due are ours', async () => {
    const invoice = await ledger.issuedInvoice();
    const note = await ledger.issuedCredit(invoice.id);
    expect(await ledger.inXero(`CreditNotes/${note.number}`)).toMatchObject({
      Type: 'ACCRECCREDIT',
      Status: 'PAID',
      Reference: invoice.number,
      SubTotal: 2400,
      TotalTax: 0,
      Total: 2400,
      RemainingCredit: 0,
      Allocations: [{ Amount: 2400, Invoice: { InvoiceNumber: invoice.number } }],
    });
    expect(await ledger.inXero(`Invoices/${invoice.number}`)).toMatchObject({
      Total: 7200,
      AmountCredited: 2400,
      AmountDue: 4800,
    });
    expect(await ledger.standingOf(invoice.id)).toMatchObject({ balance: '4800.00' });
    expect(await ledger.ledgerStateOf(note.id)).toMatchObject({
      state: 'in_sync',
      externalId: noteInXero(note.number)?.creditNoteId,
      readBack: { number: note.number, total: '2400.00', allocations: [{ amount: '2400.00' }] },
    });
    expect((await ledger.eventsOf(note.id)).map(({ type }) => type)).toContain('invoice.synced');
    expect([...ledger.loop.crm.held.values()]).toContainEqual(
      expect.objectContaining({ invoiceNumber: invoice.number, invoiceBalance: '4800.00' }),
    );
    expect(await ledger.letters()).toEqual([]);
  });

  test('is written once, however often its job runs', async () => {
    const invoice = await ledger.issuedInvoice();
    const note = await ledger.issuedCredit(invoice.id);
    const before = ledger.xero.writes.length;
    await sync(note.id);
    await sync(invoice.id);
    await ledger.loop.hub.drain();
    expect(ledger.xero.writes).toHaveLength(before);
  });

  test('with two rates of tax in yen, in parts and at last wholly, leaves nothing due anywhere', async () => {
    const invoice = await ledger.issuedInvoice(
      [
        { sku: 'TEA-BOX', quantity: '7' },
        { sku: 'API-P', quantity: '1' },
      ],
      'JPY',
    );
    const dueIn = async () => (await ledger.inXero(`Invoices/${invoice.number}`)).AmountDue;
    const balance = async () => (await ledger.standingOf(invoice.id)).balance;
    await ledger.issuedCredit(invoice.id, [
      { position: 1, quantity: '3' },
      { position: 2, amount: '1003' },
    ]);
    expect(String(await dueIn())).toBe(await balance());
    await ledger.issuedCredit(invoice.id, 'all');
    expect(await dueIn()).toBe(0);
    expect(await balance()).toBe('0');
    expect(await ledger.inXero(`Invoices/${invoice.number}`)).toMatchObject({ Status: 'PAID' });
    expect(await ledger.letters()).toEqual([]);
  });

  test('of what was paid already keeps in the ledger, too, what is the customer’s; it can be voided in both', async () => {
    const invoice = await ledger.issuedInvoice();
    await ledger.pay(invoice.number, '7200.00');
    expect(await ledger.standingOf(invoice.id)).toMatchObject({ cash: '7200.00', balance: '0.00' });
    const note = await ledger.issuedCredit(invoice.id);
    expect(await ledger.inXero(`CreditNotes/${note.number}`)).toMatchObject({
      RemainingCredit: 2400,
      Allocations: [],
    });
    expect(await ledger.standingOf(note.id)).toMatchObject({ balance: '-2400.00' });
    await voidInvoice({
      ctx: ledger.loop.organization.approver,
      input: { invoiceId: note.id, reason: 'Agreed otherwise.' },
    });
    await ledger.loop.hub.drain();
    expect(noteInXero(note.number)).toMatchObject({ status: 'VOIDED' });
    expect(await ledger.standingOf(note.id)).toMatchObject({ displayStatus: 'voided' });
    expect(await ledger.letters()).toEqual([]);
  });
});

describe('a credit note whose invoice is not in the ledger yet', () => {
  test('waits for it, and follows its booking', async () => {
    await ledger.pause(true);
    const invoice = await ledger.issuedInvoice();
    await ledger.pause(false);
    const note = await ledger.issuedCredit(invoice.id);
    expect(noteInXero(note.number)).toBeUndefined();
    expect(await ledger.ledgerStateOf(note.id)).toMatchObject({ state: 'not_written', error: null });
    expect(await ledger.letters()).toMatchObject([
      { code: 'connection.paused', payload: { invoiceId: invoice.id } },
    ]);
    await ledger.replay();
    expect(noteInXero(note.number)).toMatchObject({ status: 'PAID' });
    expect(await ledger.ledgerStateOf(note.id)).toMatchObject({ state: 'in_sync' });
    expect(await ledger.inXero(`Invoices/${invoice.number}`)).toMatchObject({ AmountDue: 4800 });
    expect((await ledger.eventsOf(note.id)).filter(({ type }) => type === 'invoice.synced')).toHaveLength(1);
  });
});

describe('a ledger', () => {
  test('that refuses leaves a dead letter with its reason; after mending it is replayed, and nothing is made twice', async () => {
    const invoice = await ledger.issuedInvoice();
    const paymentId = ledger.xero.recordPayment({
      invoiceNumber: invoice.number,
      amount: '7000.00',
      date: '2026-12-01',
      reference: 'not told of yet',
    });
    const note = await ledger.issuedCredit(invoice.id);
    const reason = 'Credit Note cannot be allocated as amount is greater than amount outstanding';
    expect(await ledger.letters()).toMatchObject([
      { queue: 'sync_accounting', code: 'target.refused', detail: `Xero: ${reason}` },
    ]);
    expect(await ledger.ledgerStateOf(note.id)).toMatchObject({
      state: 'failed',
      error: { code: 'target.refused', detail: `Xero: ${reason}` },
    });
    await ledger.replay();
    expect(await ledger.letters()).toHaveLength(1);
    ledger.xero.deletePayment(paymentId);
    const notes = writesOf('CreditNotes').length;
    const allocations = writesOf('Allocations').length;
    await ledger.replay();
    expect(await ledger.letters()).toEqual([]);
    expect(await ledger.ledgerStateOf(note.id)).toMatchObject({ state: 'in_sync', error: null });
    expect(writesOf('CreditNotes')).toHaveLength(notes);
    expect(writesOf('Allocations')).toHaveLength(allocations + 1);
    expect(await ledger.inXero(`Invoices/${invoice.number}`)).toMatchObject({ AmountDue: 4800 });
  });

  test('where somebody else credited the invoice is not in sync: both amounts due are named', async () => {
    const invoice = await ledger.issuedInvoice();
    const { store } = ledger.xero;
    const invoiceId = store.findInvoiceByNumber(invoice.number)?.invoiceId ?? '';
    const byHand = { creditNoteId: 'by-hand', date: '2026-12-01', amount: '100', invoiceId };
    store.putAllocation({ ...byHand, allocationId: 'by-hand' });
    const note = await ledger.issuedCredit(invoice.id);
    expect(await ledger.letters()).toMatchObject([
      {
        code: 'target.read_back_differs',
        detail: `Xero shows 4700.00 due on ${invoice.number}, ours is 4800.00.`,
      },
    ]);
    expect(await ledger.ledgerStateOf(note.id)).toMatchObject({ state: 'failed' });
    const before = ledger.xero.writes.length;
    store.putAllocation({ ...byHand, allocationId: 'by-hand', invoiceId: 'another' });
    await ledger.replay();
    expect(await ledger.ledgerStateOf(note.id)).toMatchObject({ state: 'in_sync' });
    expect(ledger.xero.writes).toHaveLength(before);
    expect(await ledger.letters()).toEqual([]);
  });

  test('that has a payment which is on its way to us is in sync nonetheless', async () => {
    const invoice = await ledger.issuedInvoice();
    ledger.xero.recordPayment({
      invoiceNumber: invoice.number,
      amount: '100.00',
      date: '2026-12-01',
      reference: 'not told of yet',
    });
    const note = await ledger.issuedCredit(invoice.id);
    expect(await ledger.ledgerStateOf(note.id)).toMatchObject({ state: 'in_sync' });
    expect(await ledger.letters()).toEqual([]);
  });
});

describe('a credit note that is changed in the ledger', () => {
  const tellOf = async (creditNoteId: string) => {
    await ledger.loop.tell('credit_note', creditNoteId, [], 'accounting');
    await ledger.loop.hub.drain();
  };
  const booked = async () => {
    const invoice = await ledger.issuedInvoice();
    const note = await ledger.issuedCredit(invoice.id);
    const held = noteInXero(note.number);
    if (held === undefined) throw new Error('the credit note is in Xero');
    return { note, held };
  };
  const driftsOf = async (noteId: string) =>
    (await ledger.eventsOf(noteId)).filter(({ type }) => type === 'invoice.drift_detected');

  test('by somebody drifts, with what is other there and nothing taken over; told twice, it drifts once', async () => {
    const { note, held } = await booked();
    ledger.xero.store.putCreditNote({ ...held, reference: 'somebody was here' });
    await tellOf(held.creditNoteId);
    await tellOf(held.creditNoteId);
    expect(await ledger.ledgerStateOf(note.id)).toMatchObject({ state: 'drift' });
    expect((await driftsOf(note.id)).map(({ data }) => data)).toMatchObject([
      { object: 'credit_note', theirs: { reference: 'somebody was here' } },
    ]);
    expect(await ledger.standingOf(note.id)).toMatchObject({ total: '-2400.00', balance: '0.00' });
  });

  test('by nobody but us is the echo of our own write', async () => {
    const { note, held } = await booked();
    await tellOf(held.creditNoteId);
    expect(await ledger.ledgerStateOf(note.id)).toMatchObject({ state: 'in_sync' });
    expect(await driftsOf(note.id)).toEqual([]);
  });

  test('so that it is gone drifts too, since the hub still counts it', async () => {
    const { note, held } = await booked();
    ledger.xero.store.putCreditNote({ ...held, status: 'VOIDED' });
    await tellOf(held.creditNoteId);
    expect(await ledger.ledgerStateOf(note.id)).toMatchObject({ state: 'drift' });
  });

  test('that is none of ours is left alone', async () => {
    await tellOf('8a3c7e9a-0000-4000-8000-000000000000');
    expect(await ledger.letters()).toEqual([]);
  });
});

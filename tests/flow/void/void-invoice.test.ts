import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../runtime/src/core/app-error.ts';
import type { ErrorCode } from '../../../runtime/src/core/error-codes.ts';
import type { Tx } from '../../../runtime/src/db/open-database.ts';
import {
  auditEntries,
  deadLetters,
  invoiceEvents,
  invoiceLines,
  invoices,
  syncLinks,
} from '../../../runtime/src/db/schema/index.ts';
import { draftInvoice } from '../../../runtime/src/flow/bill/draft-invoice.ts';
import { replayDeadLetter } from '../../../runtime/src/flow/control/replay-dead-letter.ts';
import { sendInvoice } from '../../../runtime/src/flow/deliver/send-invoice.ts';
import { getInvoiceRow, type InvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { loadStanding } from '../../../runtime/src/flow/read/load-standing.ts';
import { markOverdue } from '../../../runtime/src/flow/settle/mark-overdue.ts';
import { createConnection } from '../../../runtime/src/flow/setup/create-connection.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { receiveXeroPayment } from '../settle/support/receive-xero-payment.ts';

const loops: Loop[] = [];
let loop: Loop;
let nextDeal: number;

beforeEach(async () => {
  loop = await createLoop();
  loops.push(loop);
  nextDeal = 1;
});
afterAll(async () => {
  for (const used of loops) await used.hub.close();
});

type Issued = InvoiceRow & { number: string };

/** An invoice of 2,400.00 USD, booked and sent. */
async function issuedInvoice(): Promise<Issued> {
  const id = String(nextDeal++);
  await loop.tellOf({ id, lines: [{ id: `line-${id}`, sku: 'API-P' }] });
  await loop.hub.drain();
  const invoice = (await loop.invoices()).at(-1);
  if (invoice?.number == null) throw new Error('the invoice is not issued');
  return { ...invoice, number: invoice.number };
}

const system = () => loop.hub.system(loop.organization.id);
const inOrganization = <Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> =>
  loop.hub.database.inOrganization(loop.organization.id, work);
const statusOf = async ({ id }: InvoiceRow) =>
  (await inOrganization((tx) => getInvoiceRow(tx, id))).documentStatus;
const standingOf = ({ id }: InvoiceRow) => inOrganization((tx) => loadStanding(tx, system(), id));
const askVoid = ({ id }: InvoiceRow): Promise<void> =>
  voidInvoice({ ctx: loop.organization.approver, input: { invoiceId: id, reason: 'Wrong subsidiary.' } });
const eventsOf = ({ id }: InvoiceRow, type: string) =>
  inOrganization((tx) =>
    tx
      .select()
      .from(invoiceEvents)
      .where(and(eq(invoiceEvents.invoiceId, id), eq(invoiceEvents.type, type))),
  );
const letters = () =>
  inOrganization((tx) => tx.select().from(deadLetters).where(eq(deadLetters.state, 'dead')));

/** The ledger answers a void so; everything else goes through. */
function onVoid(act: () => void): void {
  loop.accounting.fault.onWrite = (write) => {
    if (write.object === 'invoice_void') act();
  };
}
const refuse =
  (code: ErrorCode, detail = 'It has a payment allocated to it.') =>
  (): void => {
    throw new AppError(code, { detail });
  };

describe('a void', () => {
  test('is asked of the ledger, read back, and then the invoice is voided with its number kept', async () => {
    const invoice = await issuedInvoice();
    await askVoid(invoice);
    expect(await statusOf(invoice)).toBe('voiding');
    await loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
    expect(loop.accounting.writes.at(-1)).toMatchObject({
      object: 'invoice_void',
      fields: { status: 'voided' },
    });
    expect((await inOrganization((tx) => getInvoiceRow(tx, invoice.id))).number).toBe(invoice.number);
    expect(await standingOf(invoice)).toMatchObject({
      displayStatus: 'voided',
      boardColumn: 'apart',
      balance: '0.00',
      due: { status: 'not_due' },
      reachedAt: { paid: null },
    });
    expect(loop.crm.held.get('deal/1')).toMatchObject({ invoiceStatus: 'voided', invoiceBalance: '0.00' });
    expect(await eventsOf(invoice, 'invoice.void_requested')).toMatchObject([
      { actor: { name: 'Ken' }, data: { from: 'issued', to: 'voiding', reason: 'Wrong subsidiary.' } },
    ]);
    expect(await eventsOf(invoice, 'invoice.voided')).toHaveLength(1);
    const audit = await inOrganization((tx) =>
      tx.select().from(auditEntries).where(eq(auditEntries.action, 'invoice.void')),
    );
    expect(audit).toMatchObject([{ objectId: invoice.id, reason: 'Wrong subsidiary.' }]);
    expect(await letters()).toEqual([]);
  });

  test('is refused while a payment is applied, and asks nobody', async () => {
    const invoice = await issuedInvoice();
    await receiveXeroPayment(loop, { id: 'p', number: invoice.number, amount: '1.00' });
    await expect(askVoid(invoice)).rejects.toMatchObject({ code: 'invoice.payments_applied' });
    expect(await statusOf(invoice)).toBe('issued');
    await receiveXeroPayment(loop, { id: 'p', number: invoice.number, amount: '1.00', status: 'DELETED' });
    await askVoid(invoice);
    await loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
  });

  test('is refused for what is not issued, without the permission, and for another entity', async () => {
    const invoice = await issuedInvoice();
    const { approver } = loop.organization;
    const ask = (ctx: typeof approver) => voidInvoice({ ctx, input: { invoiceId: invoice.id, reason: 'x' } });
    await expect(ask({ ...approver, permissions: new Set(['read']) })).rejects.toMatchObject({
      code: 'auth.scope_missing',
    });
    await expect(ask({ ...approver, entityIds: [loop.organization.jpEntityId] })).rejects.toMatchObject({
      code: 'auth.entity_not_granted',
    });
    await loop.tellOf({ id: 'draft', lines: [{ id: 'line-draft', sku: 'PLAT-Y', discountPercent: '15' }] });
    await loop.hub.drain();
    const draft = (await loop.invoices()).at(-1);
    if (draft === undefined) throw new Error('there is a draft');
    await expect(askVoid(draft)).rejects.toMatchObject({ code: 'invoice.transition_refused' });
    await ask(approver);
    await expect(ask(approver)).rejects.toMatchObject({ code: 'invoice.transition_refused' });
    await loop.hub.drain();
    await expect(ask(approver)).rejects.toMatchObject({ code: 'invoice.transition_refused' });
  });

  test('of two who ask at once one is heard', async () => {
    const invoice = await issuedInvoice();
    const asked = await Promise.allSettled([askVoid(invoice), askVoid(invoice)]);
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('holds up every other command until it is decided', async () => {
    const invoice = await issuedInvoice();
    await askVoid(invoice);
    await expect(
      sendInvoice({ ctx: loop.organization.approver, input: { invoiceId: invoice.id } }),
    ).rejects.toMatchObject({ code: 'invoice.transition_refused' });
    expect(await standingOf(invoice)).toMatchObject({ displayStatus: 'voiding' });
  });

  test('before the invoice was booked leaves the ledger without it', async () => {
    let isDown = true;
    loop.accounting.fault.onWrite = (write) => {
      if (isDown && write.object === 'invoice') refuse('target.refused', 'Not today.')();
    };
    const invoice = await issuedInvoice();
    isDown = false;
    await askVoid(invoice);
    await loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
    expect(loop.accounting.writes.filter(({ object }) => object.startsWith('invoice'))).toEqual([]);
  });

  test('whose answer was lost is asked again and made once', async () => {
    const invoice = await issuedInvoice();
    let lost = 3;
    loop.accounting.fault.commitFirst = true;
    onVoid(() => {
      if (lost-- > 0) refuse('target.timeout', 'No answer.')();
    });
    await askVoid(invoice);
    await loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
    expect(loop.accounting.writes.filter(({ object }) => object === 'invoice_void')).toHaveLength(1);
    expect(await eventsOf(invoice, 'invoice.voided')).toHaveLength(1);
  });

  test('waits while a token has run out, and goes on once it is replayed', async () => {
    const invoice = await issuedInvoice();
    onVoid(refuse('target.unauthorized', 'The token ran out.'));
    await askVoid(invoice);
    await loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voiding');
    expect(await letters()).toMatchObject([{ queue: 'sync_accounting', code: 'target.unauthorized' }]);
    delete loop.accounting.fault.onWrite;
    const [letter] = await letters();
    await replayDeadLetter({ ctx: system(), input: { deadLetterId: letter?.id ?? '' } });
    await loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
  });
});

describe('a ledger that refuses', () => {
  test('takes the invoice back to issued, with a dead letter, and the void can be asked for again', async () => {
    const invoice = await issuedInvoice();
    onVoid(refuse('target.refused'));
    await askVoid(invoice);
    await loop.hub.drain();
    expect(await statusOf(invoice)).toBe('issued');
    expect(await letters()).toMatchObject([{ queue: 'sync_accounting', code: 'target.refused' }]);
    expect(await eventsOf(invoice, 'invoice.void_refused')).toMatchObject([
      { data: { connection: 'Xero', code: 'target.refused', voidedIn: [], from: 'voiding', to: 'issued' } },
    ]);
    expect(loop.crm.held.get('deal/1')).toMatchObject({ invoiceStatus: 'sent', invoiceBalance: '2400.00' });
    delete loop.accounting.fault.onWrite;
    await askVoid(invoice);
    await loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
    const keys = loop.accounting.writes.map(({ operationKey }) => operationKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await letters()).toEqual([]);
  });

  test('because of a payment that was on its way lets that payment settle', async () => {
    const invoice = await issuedInvoice();
    await askVoid(invoice);
    onVoid(refuse('target.refused'));
    const externalId = (await loop.accounting.find('invoice', invoice.number))?.externalId ?? '';
    await receiveXeroPayment(loop, {
      id: 'late',
      number: invoice.number,
      amount: '2400.00',
      invoiceId: externalId,
    });
    expect(await statusOf(invoice)).toBe('issued');
    expect(await standingOf(invoice)).toMatchObject({ displayStatus: 'paid' });
    expect((await letters()).map(({ queue }) => queue)).toEqual(['sync_accounting']);
  });

  test('after another one had voided it names that one and shows it as drift', async () => {
    await inOrganization((tx) =>
      createConnection(tx, system(), {
        system: 'xero',
        name: 'Second ledger',
        role: 'accounting',
        baseUrl: 'https://api.xero.com/api.xro/2.0',
        config: {},
        secrets: {},
      }),
    );
    const invoice = await issuedInvoice();
    let asked = 0;
    onVoid(() => {
      asked += 1;
      if (asked === 2) refuse('target.refused')();
    });
    await askVoid(invoice);
    await loop.hub.drain();
    expect(await statusOf(invoice)).toBe('issued');
    const [event] = await eventsOf(invoice, 'invoice.void_refused');
    expect(event?.data['voidedIn']).toHaveLength(1);
    const drifted = await inOrganization((tx) =>
      tx
        .select()
        .from(syncLinks)
        .where(and(eq(syncLinks.object, 'invoice'), eq(syncLinks.state, 'drift'))),
    );
    expect(drifted).toHaveLength(1);
  });
});

describe('what was voided', () => {
  test('is billed again on somebody’s word, and never by an echo of the CRM', async () => {
    const invoice = await issuedInvoice();
    await askVoid(invoice);
    await loop.hub.drain();
    await loop.tellOf({ id: '1', lines: [{ id: 'line-1', sku: 'API-P', quantity: '2' }] });
    await loop.hub.drain();
    expect(await loop.invoices()).toHaveLength(1);
    const drafted = await draftInvoice({
      ctx: loop.organization.author,
      input: { dealId: invoice.dealId ?? '' },
    });
    expect(drafted).toMatchObject({ outcome: 'created' });
    await loop.hub.drain();
    const numbers = (await loop.invoices()).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(2);
    const live = await inOrganization((tx) =>
      tx.select().from(invoiceLines).where(eq(invoiceLines.isLive, true)),
    );
    expect(live.map(({ invoiceId }) => invoiceId)).not.toContain(invoice.id);
  });

  test('is no drift when the ledger tells of it', async () => {
    const invoice = await issuedInvoice();
    await askVoid(invoice);
    await loop.hub.drain();
    const externalId = (await loop.accounting.find('invoice', invoice.number))?.externalId ?? '';
    loop.accounting.held.delete(`invoice/${externalId}`);
    await loop.tell('invoice', externalId, [], 'accounting');
    await loop.hub.drain();
    expect(await eventsOf(invoice, 'invoice.drift_detected')).toEqual([]);
  });

  test('takes no payment, sends no mail and does not become overdue', async () => {
    const invoice = await issuedInvoice();
    const mails = loop.hub.mails.length;
    await sendInvoice({ ctx: loop.organization.approver, input: { invoiceId: invoice.id } });
    await askVoid(invoice);
    await loop.hub.drain();
    expect(loop.hub.mails).toHaveLength(mails);
    await receiveXeroPayment(loop, { id: 'p', number: invoice.number, amount: '1.00' });
    expect((await standingOf(invoice)).cash).toBe('0.00');
    loop.hub.clock.advance(90 * 86_400_000);
    expect(await markOverdue({ ctx: system() })).toBe(0);
  });
});

test('whatever ledgers and payers do, money is never on a void invoice and no void stands in one ledger only', async () => {
  const step = fc.constantFrom('void', 'pay', 'return', 'refuse', 'allow', 'time_out');
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
      const invoice = await issuedInvoice();
      const payment = { id: `p-${invoice.id}`, number: invoice.number, amount: '2400.00' };
      let isPaid = false;
      loop.accounting.fault.commitFirst = false;
      delete loop.accounting.fault.onWrite;
      for (const action of steps) {
        if (action === 'refuse') onVoid(refuse('target.refused'));
        if (action === 'time_out') onVoid(refuse('target.timeout'));
        if (action === 'allow') delete loop.accounting.fault.onWrite;
        if (action === 'void') await askVoid(invoice).catch(() => undefined);
        if (action === 'pay' && !isPaid) await receiveXeroPayment(loop, payment);
        if (action === 'return' && isPaid) await receiveXeroPayment(loop, { ...payment, status: 'DELETED' });
        if (action === 'pay') isPaid = true;
        if (action === 'return') isPaid = false;
        await loop.hub.drain();
        const status = await statusOf(invoice);
        const standing = await standingOf(invoice);
        if (status === 'voided') expect(standing.cash).toBe('0.00');
        const externalId = (await loop.accounting.find('invoice', invoice.number))?.externalId;
        const isGone = loop.accounting.held.get(`invoice_void/${externalId}`)?.['status'] === 'voided';
        expect(isGone).toBe(status === 'voided');
        const [row] = await inOrganization((tx) =>
          tx.select({ number: invoices.number }).from(invoices).where(eq(invoices.id, invoice.id)),
        );
        expect(row?.number).toBe(invoice.number);
      }
    }),
    { numRuns: 8 },
  );
});

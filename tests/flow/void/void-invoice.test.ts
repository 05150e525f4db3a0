import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { auditEntries, syncLinks } from '../../../runtime/src/db/schema/index.ts';
import { replayDeadLetter } from '../../../runtime/src/flow/control/replay-dead-letter.ts';
import { sendInvoice } from '../../../runtime/src/flow/deliver/send-invoice.ts';
import { getInvoiceRow } from '../../../runtime/src/flow/get-invoice-row.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { receiveXeroPayment } from '../settle/support/receive-xero-payment.ts';
import { refuse, useVoidStage } from './support/void-stage.ts';

const stage = useVoidStage();
const {
  issuedInvoice,
  system,
  inOrganization,
  statusOf,
  standingOf,
  askVoid,
  eventsOf,
  letters,
  onVoid,
  addLedger,
} = stage;

describe('a void', () => {
  test('is asked of the ledger, read back, and then the invoice is voided with its number kept', async () => {
    const invoice = await issuedInvoice();
    await askVoid(invoice);
    expect(await statusOf(invoice)).toBe('voiding');
    await stage.loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
    expect(stage.loop.accounting.writes.at(-1)).toMatchObject({
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
    expect(stage.loop.crm.held.get('deal/1')).toMatchObject({
      invoiceStatus: 'voided',
      invoiceBalance: '0.00',
    });
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
    await receiveXeroPayment(stage.loop, { id: 'p', number: invoice.number, amount: '1.00' });
    await expect(askVoid(invoice)).rejects.toMatchObject({ code: 'invoice.payments_applied' });
    expect(await statusOf(invoice)).toBe('issued');
    await receiveXeroPayment(stage.loop, {
      id: 'p',
      number: invoice.number,
      amount: '1.00',
      status: 'DELETED',
    });
    await askVoid(invoice);
    await stage.loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
  });

  test('is refused for what is not issued, without the permission, and for another entity', async () => {
    const invoice = await issuedInvoice();
    const { approver } = stage.loop.organization;
    const ask = (ctx: typeof approver) => voidInvoice({ ctx, input: { invoiceId: invoice.id, reason: 'x' } });
    await expect(ask({ ...approver, permissions: new Set(['read']) })).rejects.toMatchObject({
      code: 'auth.scope_missing',
    });
    await expect(ask({ ...approver, entityIds: [stage.loop.organization.jpEntityId] })).rejects.toMatchObject(
      {
        code: 'auth.entity_not_granted',
      },
    );
    await stage.loop.tellOf({
      id: 'draft',
      lines: [{ id: 'line-draft', sku: 'PLAT-Y', discountPercent: '15' }],
    });
    await stage.loop.hub.drain();
    const draft = (await stage.loop.invoices()).at(-1);
    if (draft === undefined) throw new Error('there is a draft');
    await expect(askVoid(draft)).rejects.toMatchObject({ code: 'invoice.transition_refused' });
    await ask(approver);
    await expect(ask(approver)).rejects.toMatchObject({ code: 'invoice.transition_refused' });
    await stage.loop.hub.drain();
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
      sendInvoice({ ctx: stage.loop.organization.approver, input: { invoiceId: invoice.id } }),
    ).rejects.toMatchObject({ code: 'invoice.transition_refused' });
    expect(await standingOf(invoice)).toMatchObject({ displayStatus: 'voiding' });
  });

  test('before the invoice was booked leaves the ledger without it', async () => {
    let isDown = true;
    stage.loop.accounting.fault.onWrite = (write) => {
      if (isDown && write.object === 'invoice') refuse('target.refused', 'Not today.')();
    };
    const invoice = await issuedInvoice();
    isDown = false;
    await askVoid(invoice);
    await stage.loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
    expect(stage.loop.accounting.writes.filter(({ object }) => object.startsWith('invoice'))).toEqual([]);
  });

  test('whose answer was lost is asked again and made once', async () => {
    const invoice = await issuedInvoice();
    let lost = 3;
    stage.loop.accounting.fault.commitFirst = true;
    onVoid(() => {
      if (lost-- > 0) refuse('target.timeout', 'No answer.')();
    });
    await askVoid(invoice);
    await stage.loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
    expect(stage.loop.accounting.writes.filter(({ object }) => object === 'invoice_void')).toHaveLength(1);
    expect(await eventsOf(invoice, 'invoice.voided')).toHaveLength(1);
  });

  test('waits while a token has run out, and goes on once it is replayed', async () => {
    const invoice = await issuedInvoice();
    onVoid(refuse('target.unauthorized', 'The token ran out.'));
    await askVoid(invoice);
    await stage.loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voiding');
    expect(await letters()).toMatchObject([{ queue: 'sync_accounting', code: 'target.unauthorized' }]);
    delete stage.loop.accounting.fault.onWrite;
    const [letter] = await letters();
    await replayDeadLetter({ ctx: system(), input: { deadLetterId: letter?.id ?? '' } });
    await stage.loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
  });
});

describe('a ledger that refuses', () => {
  test('takes the invoice back to issued, with a dead letter, and the void can be asked for again', async () => {
    const invoice = await issuedInvoice();
    onVoid(refuse('target.refused'));
    await askVoid(invoice);
    await stage.loop.hub.drain();
    expect(await statusOf(invoice)).toBe('issued');
    expect(await letters()).toMatchObject([{ queue: 'sync_accounting', code: 'target.refused' }]);
    expect(await eventsOf(invoice, 'invoice.void_refused')).toMatchObject([
      { data: { connection: 'Xero', code: 'target.refused', voidedIn: [], from: 'voiding', to: 'issued' } },
    ]);
    expect(stage.loop.crm.held.get('deal/1')).toMatchObject({
      invoiceStatus: 'sent',
      invoiceBalance: '2400.00',
    });
    delete stage.loop.accounting.fault.onWrite;
    await askVoid(invoice);
    await stage.loop.hub.drain();
    expect(await statusOf(invoice)).toBe('voided');
    const keys = stage.loop.accounting.writes.map(({ operationKey }) => operationKey);
    expect(new Set(keys).size).toBe(keys.length);
    expect(await letters()).toEqual([]);
  });

  test('because of a payment that was on its way lets that payment settle', async () => {
    const invoice = await issuedInvoice();
    await askVoid(invoice);
    onVoid(refuse('target.refused'));
    const externalId = (await stage.loop.accounting.find('invoice', invoice.number))?.externalId ?? '';
    await receiveXeroPayment(stage.loop, {
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
    await addLedger();
    const invoice = await issuedInvoice();
    let asked = 0;
    onVoid(() => {
      asked += 1;
      if (asked === 2) refuse('target.refused')();
    });
    await askVoid(invoice);
    await stage.loop.hub.drain();
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

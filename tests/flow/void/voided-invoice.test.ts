import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invoiceLines, invoices } from '../../../runtime/src/db/schema/index.ts';
import { draftInvoice } from '../../../runtime/src/flow/bill/draft-invoice.ts';
import { sendInvoice } from '../../../runtime/src/flow/deliver/send-invoice.ts';
import { markOverdue } from '../../../runtime/src/flow/settle/mark-overdue.ts';
import { receiveXeroPayment } from '../settle/support/receive-xero-payment.ts';
import { refuse, useVoidStage } from './support/void-stage.ts';

const stage = useVoidStage();
const { issuedInvoice, system, inOrganization, statusOf, standingOf, askVoid, eventsOf, onVoid } = stage;

describe('what was voided', () => {
  test('is billed again on somebody’s word, and never by an echo of the CRM', async () => {
    const invoice = await issuedInvoice();
    await askVoid(invoice);
    await stage.loop.hub.drain();
    await stage.loop.tellOf({ id: '1', lines: [{ id: 'line-1', sku: 'API-P', quantity: '2' }] });
    await stage.loop.hub.drain();
    expect(await stage.loop.invoices()).toHaveLength(1);
    const drafted = await draftInvoice({
      ctx: stage.loop.organization.author,
      input: { dealId: invoice.dealId ?? '' },
    });
    expect(drafted).toMatchObject({ outcome: 'created' });
    await stage.loop.hub.drain();
    const numbers = (await stage.loop.invoices()).map(({ number }) => number);
    expect(new Set(numbers).size).toBe(2);
    const live = await inOrganization((tx) =>
      tx.select().from(invoiceLines).where(eq(invoiceLines.isLive, true)),
    );
    expect(live.map(({ invoiceId }) => invoiceId)).not.toContain(invoice.id);
  });

  test('is no drift when the ledger tells of it', async () => {
    const invoice = await issuedInvoice();
    await askVoid(invoice);
    await stage.loop.hub.drain();
    const externalId = (await stage.loop.accounting.find('invoice', invoice.number))?.externalId ?? '';
    stage.loop.accounting.held.delete(`invoice/${externalId}`);
    await stage.loop.tell('invoice', externalId, [], 'accounting');
    await stage.loop.hub.drain();
    expect(await eventsOf(invoice, 'invoice.drift_detected')).toEqual([]);
  });

  test('takes no payment, sends no mail and does not become overdue', async () => {
    const invoice = await issuedInvoice();
    const mails = stage.loop.hub.mails.length;
    await sendInvoice({ ctx: stage.loop.organization.approver, input: { invoiceId: invoice.id } });
    await askVoid(invoice);
    await stage.loop.hub.drain();
    expect(stage.loop.hub.mails).toHaveLength(mails);
    await receiveXeroPayment(stage.loop, { id: 'p', number: invoice.number, amount: '1.00' });
    expect((await standingOf(invoice)).cash).toBe('0.00');
    stage.loop.hub.clock.advance(90 * 86_400_000);
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
      stage.loop.accounting.fault.commitFirst = false;
      delete stage.loop.accounting.fault.onWrite;
      for (const action of steps) {
        if (action === 'refuse') onVoid(refuse('target.refused'));
        if (action === 'time_out') onVoid(refuse('target.timeout'));
        if (action === 'allow') delete stage.loop.accounting.fault.onWrite;
        if (action === 'void') await askVoid(invoice).catch(() => undefined);
        if (action === 'pay' && !isPaid) await receiveXeroPayment(stage.loop, payment);
        if (action === 'return' && isPaid)
          await receiveXeroPayment(stage.loop, { ...payment, status: 'DELETED' });
        if (action === 'pay') isPaid = true;
        if (action === 'return') isPaid = false;
        await stage.loop.hub.drain();
        const status = await statusOf(invoice);
        const standing = await standingOf(invoice);
        if (status === 'voided') expect(standing.cash).toBe('0.00');
        const externalId = (await stage.loop.accounting.find('invoice', invoice.number))?.externalId;
        const isGone = stage.loop.accounting.held.get(`invoice_void/${externalId}`)?.['status'] === 'voided';
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

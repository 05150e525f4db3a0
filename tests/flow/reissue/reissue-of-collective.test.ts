import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { invoiceLines } from '../../../runtime/src/db/schema/index.ts';
import { billContract } from '../../../runtime/src/flow/contracts/bill-contract.ts';
import { reissueInvoice } from '../../../runtime/src/flow/reissue/reissue-invoice.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { type ContractLoop, createContractLoop } from '../contracts/contract-loop.ts';

const MONTH_END = { collective: { closingDay: 31, terms: 'eom+1:day31' } };

let loop: ContractLoop;
let nextBuyer = 1;

beforeAll(async () => {
  loop = await createContractLoop('2026-07-01');
});
afterAll(() => loop.hub.close());

const order = (id: string, customerId: string, more: JsonObject = MONTH_END): Promise<void> =>
  loop.push('contract', {
    ...{ id, title: id, currency: 'JPY', customer_id: customerId, starts_on: '2026-07-01' },
    revisions: [
      {
        effectiveOn: '2026-07-01',
        plan: {
          form: 'order',
          billing: { when: 'per_shipment' },
          lines: [{ key: 'tea', sku: 'TEA-BOX', quantity: '100' }],
        },
      },
    ],
    ...more,
  });

const ship = (id: string, orderId: string, on: string, quantity: string): Promise<void> =>
  loop.push('billing_event', {
    ...{ id, contract_id: orderId, kind: 'shipment', on },
    lines: [{ orderLineKey: 'tea', quantity }],
  });

/** A buyer with three orders of tea at 1,235 JPY a box, each of which shipped in the month, on one invoice of its end. */
async function billedTogether(closing: string) {
  const month = closing.slice(0, 7);
  const buyer = `buyer-${nextBuyer++}`;
  await loop.push('customer', {
    ...{ id: buyer, name: `${buyer}株式会社`, legal_name: `${buyer}株式会社`, country: 'JP', locale: 'ja' },
    ...{ address_line1: '本町2-3-4', city: '大阪市中央区', postal_code: '541-0053' },
    email: `keiri@${buyer}.example`,
  });
  const orders = ['a', 'b', 'c'].map((name) => `${buyer}-${name}`);
  for (const [index, id] of orders.entries()) {
    await order(id, buyer);
    await ship(`${id}-1`, id, `${month}-0${index + 3}`, String(index + 1));
  }
  await loop.runOn(closing);
  const ids = await Promise.all(orders.map(async (id) => (await loop.contract(id)).id));
  const documents = async () => {
    const lines = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx.select().from(invoiceLines),
    );
    const titles = new Map(ids.map((id, index) => [id, orders[index]?.slice(-1)]));
    return (await loop.invoices()).flatMap((invoice) => {
      const own = lines
        .filter(({ invoiceId, contractId }) => invoiceId === invoice.id && titles.has(contractId ?? ''))
        .sort((one, other) => one.position - other.position);
      if (own.length === 0 || invoice.documentStatus === 'discarded') return [];
      const text = own.map(({ contractId, netMinor }) => `${titles.get(contractId ?? '')} ${netMinor}`);
      return [{ invoice, lines: text }];
    });
  };
  const [first, ...more] = await documents();
  expect(more).toEqual([]);
  if (first === undefined) throw new Error('the orders are billed');
  expect(first).toMatchObject({
    invoice: { documentStatus: 'issued' },
    lines: ['a 1235', 'b 2470', 'c 3705'],
  });
  return { buyer, orders, ids, voided: first.invoice, documents };
}

type Together = Awaited<ReturnType<typeof billedTogether>>;

async function voidIt({ voided }: Together): Promise<void> {
  const input = { invoiceId: voided.id, reason: 'Wrong department.' };
  await voidInvoice({ ctx: loop.organization.approver, input });
  await loop.hub.drain();
}

const reissue = (invoiceId: string) =>
  reissueInvoice({ ctx: loop.organization.author, input: { invoiceId } });
const bill = (contractId: string) =>
  billContract({ ctx: loop.hub.system(loop.organization.id), input: { contractId } });

/** What stands on live lines of the orders, each source once. */
async function expectBilledOnce({ ids }: Together, netMinor: bigint): Promise<void> {
  const live = (
    await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
      tx.select().from(invoiceLines).where(eq(invoiceLines.isLive, true)),
    )
  ).filter(({ contractId }) => ids.includes(contractId ?? ''));
  expect(live.reduce((sum, line) => sum + line.netMinor, 0n)).toBe(netMinor);
  expect(new Set(live.map(({ sourceKey }) => sourceKey)).size).toBe(live.length);
}

test('a voided invoice of a closing day is issued again with the lines of all its orders, on the same day and terms', async () => {
  const together = await billedTogether('2026-07-31');
  await voidIt(together);
  const { invoiceId, isNew } = await reissue(together.voided.id);
  expect(isNew).toBe(true);
  await loop.hub.drain();
  const [, again, ...more] = await together.documents();
  expect(more).toEqual([]);
  expect(again).toMatchObject({
    lines: ['a 1235', 'b 2470', 'c 3705'],
    invoice: {
      ...{ id: invoiceId, documentStatus: 'issued', billedOn: '2026-07-31', dueDate: '2026-08-31' },
      ...{ collectiveKey: together.voided.collectiveKey, replacesInvoiceId: together.voided.id },
      ...{ payableMinor: together.voided.payableMinor, taxMinor: together.voided.taxMinor },
      extras: { precedingInvoices: [{ number: together.voided.number, isReplaced: true }] },
    },
  });
  await ship(`${together.buyer}-next`, together.orders[0] ?? '', '2026-08-10', '5');
  await loop.runOn('2026-08-31');
  expect((await together.documents()).map(({ lines }) => lines)).toEqual([
    ...[['a 1235', 'b 2470', 'c 3705'], ['a 1235', 'b 2470', 'c 3705'], ['a 6175']],
  ]);
  await expectBilledOnce(together, 13_585n);
});

test('however many runs of its orders bill beside it, there is one document in its place', async () => {
  const together = await billedTogether('2026-09-30');
  await voidIt(together);
  const { ids, voided } = together;
  await Promise.all([...ids.map(bill), reissue(voided.id), ...ids.map(bill), reissue(voided.id)]);
  await loop.hub.drain();
  const documents = await together.documents();
  expect(documents).toHaveLength(2);
  expect(documents[1]?.invoice).toMatchObject({ replacesInvoiceId: voided.id, documentStatus: 'issued' });
  expect(await reissue(voided.id)).toEqual({ invoiceId: documents[1]?.invoice.id, isNew: false });
  await expectBilledOnce(together, 7_410n);
});

test('a shipment that is told of late is billed once, whichever invoice takes it', async () => {
  const together = await billedTogether('2026-11-30');
  await voidIt(together);
  const [first = ''] = together.orders;
  await ship(`${first}-late`, first, '2026-11-20', '4');
  await reissue(together.voided.id).catch(() => undefined);
  await loop.hub.drain();
  await loop.runOn('2026-12-31');
  await expectBilledOnce(together, 12_350n);
});

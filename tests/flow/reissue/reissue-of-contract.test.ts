import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { billContract } from '../../../runtime/src/flow/contracts/bill-contract.ts';
import { reissueInvoice } from '../../../runtime/src/flow/reissue/reissue-invoice.ts';
import { voidInvoice } from '../../../runtime/src/flow/void/void-invoice.ts';
import { type ContractLoop, CUSTOMER, createContractLoop } from '../contracts/contract-loop.ts';

let loop: ContractLoop;

beforeAll(async () => {
  loop = await createContractLoop('2026-06-01');
  await loop.push('customer', CUSTOMER);
});
afterAll(() => loop.hub.close());

const revision = (effectiveOn: string, quantity: string): JsonObject => ({
  effectiveOn,
  terms: 'net:30',
  plan: {
    form: 'subscription',
    interval: { unit: 'month', count: 1 },
    anchorDay: 1,
    proration: { basis: 'day', interval: 'half_open' },
    items: [{ kind: 'recurring', key: 'api', sku: 'API-P', quantity, timing: 'in_advance' }],
  },
});

const subscribe = (title: string, ...revisions: JsonObject[]): Promise<void> =>
  loop.push('contract', {
    ...{ id: title, title, currency: 'USD', customer_id: 'c-1', starts_on: '2026-06-01' },
    revisions,
  });

const invoicesOf = async (title: string) => {
  const { id } = await loop.contract(title);
  return (await loop.invoices()).filter(
    ({ contractId, documentStatus }) => contractId === id && documentStatus !== 'discarded',
  );
};

async function voidLastOf(title: string) {
  const invoice = (await invoicesOf(title)).at(-1);
  if (invoice === undefined) throw new Error(`nothing is billed of ${title}`);
  await voidInvoice({
    ctx: loop.organization.approver,
    input: { invoiceId: invoice.id, reason: 'Wrong address.' },
  });
  await loop.hub.drain();
  return invoice;
}

const reissue = (invoiceId: string) =>
  reissueInvoice({ ctx: loop.organization.author, input: { invoiceId } });

async function bill(title: string): Promise<void> {
  const { id: contractId } = await loop.contract(title);
  await billContract({ ctx: loop.hub.system(loop.organization.id), input: { contractId } });
}

/** No source stands on two live lines, and no charge of the contract is booked for more than it comes to. */
async function expectBilledOnce(title: string, netMinor: bigint): Promise<void> {
  const { id } = await loop.contract(title);
  const [row] = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.execute<{ net: string }>(
      sql`select coalesce(sum(net_minor), 0)::text as net from invoice_lines where is_live and contract_id = ${id}`,
    ),
  );
  expect(row?.net).toBe(String(netMinor));
}

test('the draft of a voided invoice of a contract is the one that its run would make: none makes a second', async () => {
  await subscribe('Again', revision('2026-06-01', '1'));
  const voided = await voidLastOf('Again');
  const { invoiceId, isNew } = await reissue(voided.id);
  expect(isNew).toBe(true);
  await loop.hub.drain();
  await loop.runOn('2026-06-02');
  const [, again, ...more] = await invoicesOf('Again');
  expect(more).toEqual([]);
  expect(again).toMatchObject({ id: invoiceId, documentStatus: 'issued', billedOn: voided.billedOn });
  expect(again?.extras.precedingInvoices).toMatchObject([{ number: voided.number, isReplaced: true }]);
  await expectBilledOnce('Again', voided.lineNetMinor);
});

test('a run that bills the freed charges by itself makes the same link, and asked for again it is the same document', async () => {
  await subscribe('Itself', revision('2026-06-01', '1'));
  const voided = await voidLastOf('Itself');
  await bill('Itself');
  await loop.hub.drain();
  const [, again] = await invoicesOf('Itself');
  expect(again).toMatchObject({ documentStatus: 'issued', replacesInvoiceId: voided.id });
  expect(again?.extras.precedingInvoices).toMatchObject([{ number: voided.number, isReplaced: true }]);
  expect(await reissue(voided.id)).toEqual({ invoiceId: again?.id, isNew: false });
});

test('asked for while a run bills the contract, there is one draft', async () => {
  await subscribe('Raced', revision('2026-06-01', '1'));
  const voided = await voidLastOf('Raced');
  await Promise.all([bill('Raced'), reissue(voided.id), bill('Raced'), reissue(voided.id)]);
  await loop.hub.drain();
  expect(await invoicesOf('Raced')).toHaveLength(2);
  await expectBilledOnce('Raced', voided.lineNetMinor);
});

test('what a contract differs by is billed once as well, whatever a run has billed of it since the void', async () => {
  await subscribe('Upgraded', revision('2026-06-01', '1'));
  await loop.runOn('2026-06-20');
  await subscribe('Upgraded', revision('2026-06-01', '1'), revision('2026-06-16', '2'));
  const [first, second] = await invoicesOf('Upgraded');
  const net = (first?.lineNetMinor ?? 0n) + (second?.lineNetMinor ?? 0n);
  const voided = await voidLastOf('Upgraded');
  expect(voided.id).toBe(second?.id);
  await bill('Upgraded');
  await reissue(voided.id).catch(() => undefined);
  await loop.hub.drain();
  await expectBilledOnce('Upgraded', net);
});

test('a contract that does not bill it any more refuses it, and nothing is left of the try', async () => {
  await subscribe('Less', revision('2026-06-01', '1'));
  const voided = await voidLastOf('Less');
  await subscribe('Less', revision('2027-01-01', '1'));
  const before = (await loop.invoices()).length;
  await expect(reissue(voided.id)).rejects.toMatchObject({ code: 'reissue.not_possible' });
  expect(await loop.invoices()).toHaveLength(before);
  await expectBilledOnce('Less', 0n);
});

import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { contracts, entities, invoiceLines } from '../../../runtime/src/db/schema/index.ts';
import { discardInvoice } from '../../../runtime/src/flow/bill/discard-invoice.ts';
import { billContract } from '../../../runtime/src/flow/contracts/bill-contract.ts';
import { previewContract } from '../../../runtime/src/flow/contracts/preview-contract.ts';
import { getContract } from '../../../runtime/src/flow/contracts/read-contract.ts';
import { releaseContract } from '../../../runtime/src/flow/contracts/release-contract.ts';
import { addProduct } from '../../../runtime/src/flow/setup/add-product.ts';
import { type ContractLoop, createContractLoop } from './contract-loop.ts';

let loop: ContractLoop;

/** Buyers in yen, one for each story. */
const buyer = (id: string, name: string): JsonObject => ({
  id,
  name,
  legal_name: name,
  country: 'JP',
  address_line1: '本町2-3-4',
  city: '大阪市中央区',
  postal_code: '541-0053',
  email: `keiri@${id}.example`,
  locale: 'ja',
});

beforeAll(async () => {
  loop = await createContractLoop('2026-07-01');
  // These orders have prices of their own, which a person would be asked about.
  const { owner } = loop.hub.database;
  await owner`alter table rule_sets disable trigger rule_sets_frozen`;
  await owner`update rule_sets set definition = jsonb_set(definition, '{rules}', jsonb_build_array(definition #> '{rules,0}'))`;
  await owner`alter table rule_sets enable trigger rule_sets_frozen`;
  await loop.push('customer', buyer('kawabe', '川辺食品株式会社'));
  await loop.push('customer', buyer('minato', '港商事株式会社'));
  await loop.push('customer', buyer('tanaka', '田中工業株式会社'));
});
afterAll(() => loop.hub.close());

type Line = [key: string, sku: string, quantity: string, unitPrice: string];

const order = (id: string, customer: string, lines: Line[], more: JsonObject = {}): Promise<void> =>
  loop.push('contract', {
    id,
    title: `注文${id}`,
    currency: 'JPY',
    customer_id: customer,
    starts_on: '2026-07-01',
    revisions: [
      {
        effectiveOn: '2026-07-01',
        plan: {
          form: 'order',
          billing: { when: 'per_shipment' },
          lines: lines.map(([key, sku, quantity, unitPrice]) => ({ key, sku, quantity, unitPrice })),
        },
      },
    ],
    ...more,
  });

const ship = (id: string, orderId: string, on: string, ...lines: [string, string][]): Promise<void> =>
  loop.push('billing_event', {
    id,
    contract_id: orderId,
    kind: 'shipment',
    on,
    lines: lines.map(([orderLineKey, quantity]) => ({ orderLineKey, quantity })),
  });

const system = () => loop.hub.system(loop.organization.id);

const idOf = async (orderId: string): Promise<string> => (await loop.contract(`注文${orderId}`)).id;

/** The invoices on which an order stands: day, net, tax, what is to be paid, when it is due, and all lines. */
async function bills(orderId: string) {
  const contractId = await idOf(orderId);
  const within = loop.hub.database.inOrganization;
  const lines = await within(loop.organization.id, (tx) => tx.select().from(invoiceLines));
  const titles = new Map(
    (await within(loop.organization.id, (tx) => tx.select().from(contracts))).map(({ id, title }) => [
      id,
      title,
    ]),
  );
  return (await loop.invoices())
    .filter(({ documentStatus }) => documentStatus !== 'discarded')
    .map((invoice) => ({ invoice, own: lines.filter(({ invoiceId }) => invoiceId === invoice.id) }))
    .filter(({ own }) => own.some((line) => line.contractId === contractId))
    .map(({ invoice, own }) => ({
      on: invoice.billedOn,
      isIssued: invoice.number !== null,
      net: Number(invoice.lineNetMinor),
      tax: Number(invoice.taxMinor),
      payable: Number(invoice.payableMinor),
      dueDate: invoice.dueDate,
      lines: own
        .sort((one, other) => one.position - other.position)
        .map(
          (line) =>
            `${titles.get(line.contractId ?? '')} ${line.chargeKey?.split(':').at(-1)} ${line.netMinor}`,
        ),
    }));
}

const MONTH_END = { collective: { closingDay: 31, terms: 'eom+1:day31' } };
const TWENTIETH = { collective: { closingDay: 20, terms: 'eom+1:day31' } };

test('three orders go on one invoice at the end of the month: tax once per rate over all of them, due at the end of the next', async () => {
  await order(
    '101',
    'kawabe',
    [
      ['tea', 'TEA-BOX', '10', '105'],
      ['api', 'API-P', '5', '1001'],
    ],
    {
      ...MONTH_END,
      purchase_order: 'PO-77',
    },
  );
  await order('102', 'kawabe', [['tea', 'TEA-BOX', '7', '1235']], MONTH_END);
  await order('103', 'kawabe', [['api', 'API-P', '3', '999']], MONTH_END);
  await ship('k1', '101', '2026-07-03', ['tea', '4']);
  await ship('k2', '102', '2026-07-10', ['tea', '3']);
  await loop.runOn('2026-07-30');
  expect(await bills('101')).toEqual([]);
  await ship('k3', '103', '2026-07-30', ['api', '1']);
  await loop.runOn('2026-07-31');
  await ship('k4', '101', '2026-08-05', ['tea', '9']);
  await ship('k5', '103', '2026-08-20', ['api', '2']);
  await ship('k6', '102', '2026-08-31', ['tea', '4']);
  await loop.runOn('2026-08-31');
  await loop.runOn('2026-08-31');
  const july = {
    on: '2026-07-31',
    isIssued: true,
    net: 5_124,
    // 8 % of 420 + 3,705 is 330.00; each order by itself would come to 33 + 296. 10 % of 999, rounded down.
    tax: 330 + 99,
    payable: 5_553,
    dueDate: '2026-08-31',
    lines: ['注文101 tea 420', '注文102 tea 3705', '注文103 api 999'],
  };
  const august = {
    on: '2026-08-31',
    isIssued: true,
    // Of the nine, six were left of the order.
    net: 630 + 4_940 + 1_998,
    tax: 445 + 199,
    payable: 8_212,
    dueDate: '2026-09-30',
    lines: ['注文101 tea 630', '注文102 tea 4940', '注文103 api 1998'],
  };
  for (const id of ['101', '102', '103']) expect(await bills(id)).toEqual([july, august]);
  expect((await loop.contract('注文101')).findings.map(({ code }) => code)).toEqual(['order.over_shipped']);
});

test('each of its lines names the order, and each order its own way from shipment to invoice', async () => {
  const [invoice] = await loop.invoices();
  const lines = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx
      .select()
      .from(invoiceLines)
      .where(eq(invoiceLines.invoiceId, invoice?.id ?? '')),
  );
  expect(lines.map(({ description }) => description).sort()).toEqual([
    '注文101（貴社注文番号 PO-77）、2026-07-03出荷分',
    '注文102、2026-07-10出荷分',
    '注文103、2026-07-30出荷分',
  ]);
  expect(invoice?.purchaseOrder).toBeNull();
  const view = await getContract({ ctx: system(), input: { contractId: await idOf('101') } });
  expect(view.collective).toMatchObject({ closingDay: 31, terms: 'eom+1:day31' });
  expect(view.collective?.others.map(({ title }) => title)).toEqual(['注文102', '注文103']);
  expect(view.invoices.map(({ isCollective, net, total }) => [isCollective, net, total])).toEqual([
    [true, '630', '8212'],
    [true, '420', '5553'],
  ]);
  expect(view.progress).toMatchObject({
    form: 'order',
    lines: [
      {
        key: 'tea',
        orderedQuantity: '10',
        shippedQuantity: '13',
        invoicedQuantity: '10',
        invoicedNet: '1050',
      },
      { key: 'api', orderedQuantity: '5', shippedQuantity: '0', invoicedNet: '0' },
    ],
  });
});

test('what closes on the 20th takes a subscription along, and other terms are another invoice', async () => {
  await loop.runOn('2026-09-01');
  await order('201', 'minato', [['api', 'API-P', '4', '3000']], TWENTIETH);
  await order('202', 'minato', [['api', 'API-P', '4', '5000']], {
    collective: { closingDay: 20, terms: 'net:30' },
  });
  await loop.push('contract', {
    id: '203',
    title: '注文203',
    currency: 'JPY',
    customer_id: 'minato',
    starts_on: '2026-09-01',
    revisions: [
      {
        effectiveOn: '2026-09-01',
        terms: 'net:10',
        plan: {
          form: 'subscription',
          interval: { unit: 'month', count: 1 },
          proration: { basis: 'day', interval: 'half_open' },
          items: [
            {
              kind: 'recurring',
              key: 'care',
              sku: 'TEA-BOX',
              quantity: '1',
              timing: 'in_advance',
            },
          ],
        },
      },
    ],
    ...TWENTIETH,
  });
  await ship('m1', '201', '2026-09-20', ['api', '1']);
  await ship('m2', '201', '2026-09-21', ['api', '2']);
  await ship('m3', '202', '2026-09-02', ['api', '1']);
  const preview = await previewContract({
    ctx: system(),
    input: { contractId: await idOf('201'), from: '2026-09-01', to: '2026-10-31' },
  });
  expect(preview.invoices.map(({ invoiceOn, net, dueDate }) => [invoiceOn, net, dueDate])).toEqual([
    ['2026-09-20', '4235', '2026-10-31'],
    ['2026-10-20', '7235', '2026-11-30'],
  ]);
  await loop.runOn('2026-09-20');
  await loop.runOn('2026-10-20');
  const together = [
    {
      ...{
        on: '2026-09-20',
        isIssued: true,
        net: 4_235,
        tax: 300 + 98,
        payable: 4_633,
        dueDate: '2026-10-31',
      },
      lines: ['注文201 api 3000', '注文203 2026-09-01 1235'],
    },
    {
      ...{
        on: '2026-10-20',
        isIssued: true,
        net: 7_235,
        tax: 600 + 98,
        payable: 7_933,
        dueDate: '2026-11-30',
      },
      lines: ['注文201 api 6000', '注文203 2026-10-01 1235'],
    },
  ];
  expect(await bills('201')).toEqual(together);
  expect((await bills('203')).slice(0, 2)).toEqual(together);
  expect(await bills('202')).toMatchObject([{ on: '2026-09-20', net: 5_000, lines: ['注文202 api 5000'] }]);
});

test('runs over all orders at once make one draft; one that is discarded frees the lines of all, and one that leaves takes its own', async () => {
  const within = loop.hub.database.inOrganization;
  await within(loop.organization.id, (tx) => tx.update(entities).set({ isAutoSubmit: false }));
  await loop.runOn('2026-11-01');
  for (const id of ['301', '302', '303']) {
    await order(id, 'tanaka', [['api', 'API-P', '2', '1000']], MONTH_END);
    await ship(`t${id}`, id, '2026-11-10', ['api', '1']);
  }
  await loop.runOn('2026-11-29');
  loop.hub.clock.advance(24 * 60 * 60 * 1_000);
  const ids = await Promise.all(['301', '302', '303'].map(idOf));
  const runAll = () =>
    Promise.all(ids.map((contractId) => billContract({ ctx: system(), input: { contractId } })));
  await runAll();
  await runAll();
  const lines = ['注文301 api 1000', '注文302 api 1000', '注文303 api 1000'];
  expect(await bills('301')).toMatchObject([{ on: '2026-11-30', isIssued: false, net: 3_000, lines }]);
  const [draft] = (await loop.invoices()).filter(({ documentStatus }) => documentStatus === 'draft');
  await discardInvoice({ ctx: system(), input: { invoiceId: draft?.id ?? '', reason: 'Another day.' } });
  await runAll();
  expect(await bills('302')).toMatchObject([{ on: '2026-11-30', isIssued: false, net: 3_000, lines }]);
  await order('303', 'tanaka', [['api', 'API-P', '2', '1000']]);
  expect(await bills('303')).toMatchObject([{ on: '2026-11-10', net: 1_000, lines: ['注文303 api 1000'] }]);
  expect(await bills('301')).toMatchObject([{ on: '2026-11-30', net: 2_000, lines: lines.slice(0, 2) }]);
  await order('303', 'tanaka', [['api', 'API-P', '2', '1000']], MONTH_END);
  expect(await bills('303')).toMatchObject([{ on: '2026-11-30', net: 3_000, lines }]);
});

const addToMaster = async (sku: string): Promise<void> => {
  await addProduct({
    ctx: system(),
    input: {
      sku,
      names: { en: `Product ${sku}`, ja: `商品${sku}` },
      unit: 'EA',
      taxClass: 'standard',
      maxDiscountPercent: '0',
      validFrom: '2026-01-01',
      prices: { JPY: '700' },
    },
  });
  await loop.hub.drain();
};

const parkedCodes = async (orderId: string): Promise<string[] | undefined> =>
  (await loop.contract(`注文${orderId}`)).parked?.map(({ code, text }) => `${code} ${text.en.split('"')[1]}`);

test('an order whose product is missing is parked and named, the others are billed; it joins their draft when the product comes', async () => {
  await loop.push('customer', buyer('sato', '佐藤物産株式会社'));
  await order('401', 'sato', [['api', 'API-P', '9', '1000']], MONTH_END);
  await order('402', 'sato', [['new', 'NEW-1', '9', '500']], MONTH_END);
  await ship('p1', '401', '2026-11-30', ['api', '1']);
  await ship('p2', '402', '2026-11-30', ['new', '2']);
  await loop.runOn('2026-12-01');
  expect(await bills('401')).toMatchObject([
    { on: '2026-11-30', isIssued: false, lines: ['注文401 api 1000'] },
  ]);
  expect(await parkedCodes('402')).toEqual(['contract.product_unknown NEW-1']);
  const { parked } = await getContract({ ctx: system(), input: { contractId: await idOf('402') } });
  const release = releaseContract({
    ctx: loop.organization.approver,
    input: { contractId: await idOf('402'), parkedHash: parked?.hash ?? '', reason: 'Bill it.' },
  });
  await expect(release).rejects.toMatchObject({ code: 'contract.not_releasable' });
  await addToMaster('NEW-1');
  expect(await parkedCodes('402')).toBeUndefined();
  const together = ['注文401 api 1000', '注文402 new 1000'];
  expect(await bills('402')).toMatchObject([{ on: '2026-11-30', isIssued: false, lines: together }]);
});

test('where the invoice is issued by then, the order is on that of the next closing day, and so is what is told late', async () => {
  const within = loop.hub.database.inOrganization;
  await within(loop.organization.id, (tx) => tx.update(entities).set({ isAutoSubmit: true }));
  await order('501', 'minato', [['api', 'API-P', '9', '1000']], MONTH_END);
  const listed = { form: 'order', billing: { when: 'per_shipment' } };
  const lines = [{ key: 'new', sku: 'NEW-2', quantity: '9' }];
  await order('502', 'minato', [], {
    ...MONTH_END,
    revisions: [{ effectiveOn: '2026-07-01', plan: { ...listed, lines } }],
  });
  await ship('q1', '501', '2026-12-10', ['api', '1']);
  await ship('q2', '502', '2026-12-11', ['new', '2']);
  await loop.runOn('2026-12-31');
  expect(await bills('501')).toMatchObject([
    { on: '2026-12-31', isIssued: true, lines: ['注文501 api 1000'] },
  ]);
  expect(await parkedCodes('502')).toEqual(['contract.product_unknown NEW-2']);
  await loop.runOn('2027-01-05');
  await addToMaster('NEW-2');
  await ship('q3', '501', '2026-12-28', ['api', '3']);
  expect(await bills('502')).toEqual([]);
  const preview = await previewContract({
    ctx: system(),
    input: { contractId: await idOf('502'), from: '2027-01-01', to: '2027-02-28' },
  });
  expect(preview.invoices.map(({ invoiceOn, net }) => [invoiceOn, net])).toEqual([['2027-01-31', '4400']]);
  await loop.runOn('2027-01-31');
  await loop.runOn('2027-02-28');
  const january = { on: '2027-01-31', isIssued: true, net: 4_400, dueDate: '2027-02-28' };
  expect(await bills('502')).toMatchObject([{ ...january, lines: ['注文501 api 3000', '注文502 new 1400'] }]);
  expect(await bills('501')).toHaveLength(2);
});

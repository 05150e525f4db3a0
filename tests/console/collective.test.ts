import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import { contracts } from '../../runtime/src/db/schema/index.ts';
import { billDue } from '../../runtime/src/flow/contracts/bill-due.ts';
import { acceptFiles, type Push } from '../support/push-files.ts';
import { contractOf, HIBIKI, HUDSON, monthly } from '../support/sample-contracts.ts';
import { createConsole, type TestConsole } from './support/create-console.ts';
import { expectStrictPage } from './support/expect-strict-page.ts';

let site: TestConsole;
let push: Push;
let finance: string;

const order = (id: string, more: JsonObject = {}): JsonObject =>
  contractOf({
    id,
    startsOn: '2026-10-01',
    plan: {
      form: 'order',
      billing: { when: 'per_shipment' },
      lines: [{ key: 'tea', sku: 'TEA-BOX', quantity: '40', unitPrice: '1200' }],
    },
    more: {
      ...{ currency: 'JPY', customer_id: 'c-2', locale: 'ja' },
      collective: { closingDay: 20, terms: 'eom+1:day31' },
      ...more,
    },
  });

beforeAll(async () => {
  site = await createConsole();
  push = await acceptFiles(site.loop);
  await push('customer', HIBIKI);
  await push('customer', HUDSON);
  for (const id of ['注文A', '注文B']) {
    await push('contract', order(id, { purchase_order: `PO-${id}` }));
    await push('billing_event', {
      ...{ id: `s-${id}`, contract_id: id, kind: 'shipment', on: '2026-11-24' },
      lines: [{ orderLineKey: 'tea', quantity: '10' }],
    });
  }
  const { hub, organization } = site.loop;
  hub.clock.advance(Date.parse('2026-12-20T03:00:00Z') - hub.clock.now().getTime());
  await billDue({ ctx: hub.system(organization.id) });
  await hub.drain();
  // A session is for seven days.
  finance = await site.enter(site.loop.organization.approver);
});
afterAll(() => site.loop.hub.close());

const idOf = async (title: string): Promise<string> => {
  const rows = await site.loop.hub.database.inOrganization(site.loop.organization.id, (tx) =>
    tx.select().from(contracts),
  );
  return rows.find((row) => row.title === title)?.id ?? `no contract ${title}`;
};

async function text(path: string, language: string): Promise<string> {
  const answer = await site.get(path, { cookie: finance, headers: { 'accept-language': language } });
  expect([path, answer.status]).toEqual([path, 200]);
  const page = await expectStrictPage(answer);
  return page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

test('an order says until when it is billed together with which, and its part of each invoice', async () => {
  const path = `/contracts/${await idOf('注文A')}`;
  const english = await text(path, 'en');
  expect(english).toContain(
    'Billed together with the customer’s other contracts, up to day 20 of each month',
  );
  expect(english).toContain('On the same invoice: 注文B');
  expect(english).toContain('Payment terms Due on the last day of the month after the month of invoice');
  expect(english).toContain('Collective invoice');
  // 24,000 net of both, 8 % on all of it; 12,000 are this order's.
  expect(english).toContain('¥25,920');
  expect(english).toContain('of this contract ¥12,000 net');
  const japanese = await text(path, 'ja');
  expect(japanese).toContain('毎月20日締めで、同じ顧客の契約とまとめて請求します（合計請求書）');
  expect(japanese).toContain('同じ請求書に載る契約： 注文B');
});

test('the invoice leads to each of its orders, and each line says whose it is', async () => {
  const [invoice] = await site.loop.invoices();
  const page = await text(`/invoices/${invoice?.id}`, 'ja');
  expect(page).toContain('契約 注文A 注文B');
  expect(page).toContain('注文A（貴社注文番号 PO-注文A）、2026-11-24出荷分');
  const answer = await site.get(`/invoices/${invoice?.id}`, { cookie: finance });
  expect(await answer.text()).toContain(`href="/contracts/${await idOf('注文B')}"`);
});

test('the board finds the invoice by the title of each order on it, and by no other', async () => {
  const [invoice] = await site.loop.invoices();
  const found = async (query: string): Promise<boolean> => {
    const answer = await site.get(`/?query=${encodeURIComponent(query)}`, { cookie: finance });
    return (await answer.text()).includes(`/invoices/${invoice?.id}`);
  };
  expect(await found('注文Ａ')).toBe(true);
  expect(await found('注文b')).toBe(true);
  expect(await found('注文Z')).toBe(false);
});

test('with nobody to share an invoice with, the page says what would make one', async () => {
  await push('contract', order('注文C', { collective: { closingDay: 31 } }));
  const page = await text(`/contracts/${await idOf('注文C')}`, 'en');
  expect(page).toContain('up to the end of each month');
  expect(page).toContain('No other contract agrees on this yet');
});

test('usage that came too late is told of on its contract and among what is not billed', async () => {
  const plan = {
    ...monthly('1'),
    items: [
      {
        ...{ kind: 'usage', key: 'calls', sku: 'API-P', meter: 'calls', aggregation: 'sum', lateDays: 3 },
        pricing: { model: 'standard', unitPrice: '2.00' },
      },
    ],
  };
  await push('contract', contractOf({ id: 'Calls', startsOn: '2026-10-01', plan }));
  await push('billing_event', {
    ...{ id: 'late', contract_id: 'Calls', kind: 'usage', meter: 'calls' },
    ...{ at: '2026-10-12T09:00:00Z', quantity: '40' },
  });
  const path = `/contracts/${await idOf('Calls')}`;
  expect(await text(path, 'en')).toContain('late usage taken for 3 days');
  expect(await text(path, 'en')).toContain(
    'Not billed Usage of &quot;calls&quot; from 2026-10-01 to 2026-10-31',
  );
  expect(await text(path, 'ja')).toContain(
    '請求対象外 「calls」の2026-10-01〜2026-10-31の使用量は2026-11-03で締め切りました',
  );
  expect(await text('/leakage', 'en')).toContain('Facts that are not billed');
  expect(await text('/leakage', 'ja')).toContain('以降に届いた1件（合計40）は請求されません');
});

test('the page of a contract whose product is missing says so in both languages, and offers no release', async () => {
  const plan = {
    form: 'order',
    billing: { when: 'per_shipment' },
    lines: [{ key: 'new', sku: 'NOT-THERE', quantity: '4', unitPrice: '1200' }],
  };
  await push('contract', order('注文X', { revisions: [{ effectiveOn: '2026-10-01', plan }] }));
  await push('billing_event', {
    ...{ id: 's-注文X', contract_id: '注文X', kind: 'shipment', on: '2026-11-24' },
    lines: [{ orderLineKey: 'new', quantity: '1' }],
  });
  const path = `/contracts/${await idOf('注文X')}`;
  const english = await text(path, 'en');
  expect(english).toContain('no version of');
  expect(english).toContain('NOT-THERE');
  expect(english).toContain('Go to the products');
  expect(english).not.toContain('Releasing needs the permission');
  expect(english).not.toContain('Release and bill');
  const japanese = await text(path, 'ja');
  expect(japanese).toContain('登録されると自動的に請求されます');
  expect(japanese).toContain('商品へ移動');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkNumbers } from '../../../runtime/src/flow/issue/check-numbers.ts';
import { issueInvoice } from '../../../runtime/src/flow/issue/issue-invoice.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { previewNumberSeries } from '../../../runtime/src/flow/setup/preview-number-series.ts';
import { replaceNumberSeries } from '../../../runtime/src/flow/setup/replace-number-series.ts';
import { createLoop, type Loop } from '../../support/create-loop.ts';
import { dealOfCustomer } from '../../support/deal-of-customer.ts';

let loop: Loop;
let nextDeal = 1;

beforeAll(async () => {
  loop = await createLoop();
  await loop.hub.database.owner`update entities set is_auto_issue = false`;
  await loop.hub.database.owner`update number_series set first_value = 1`;
  // The oracle is of 2023, the product master of the samples is not.
  await loop.hub.database.owner`update product_versions set valid_from = '2020-01-01'`;
});
afterAll(() => loop.hub.close());

const system = () => loop.hub.system(loop.organization.id);
const numberBy = (pattern: string) =>
  replaceNumberSeries({
    ctx: loop.organization.author,
    input: { entityId: loop.organization.usEntityId, pattern },
  });

/** An approved invoice of each customer, in their order. */
async function approvedOf(companies: readonly string[], closedOn: string): Promise<string[]> {
  for (const company of companies) {
    const id = `n${nextDeal++}`;
    const deal = {
      id,
      lines: [{ id: `l-${id}`, sku: 'API-P' }],
      properties: { closedate: `${closedOn}T09:00:00.000Z` },
    };
    await loop.tell('deal', id, dealOfCustomer(deal, company));
    await loop.hub.drain();
  }
  return (await loop.invoices()).filter((row) => row.documentStatus === 'approved').map(({ id }) => id);
}

async function issueAll(ids: readonly string[]): Promise<string[]> {
  const numbers: string[] = [];
  for (const invoiceId of ids) {
    numbers.push((await issueInvoice({ ctx: system(), input: { invoiceId } })).number);
  }
  await loop.hub.drain();
  return numbers;
}

const THREE = ['7001', '7002', '7003'];

// Lago, spec/scenarios/invoices/invoice_numbering_spec.rb.
test('NU-01: numbers run per customer, drafts show a placeholder, and the counter of the entity goes on after the switch', async () => {
  await numberBy('BENT-1-{customer:3}-{seq:3}');
  const months: string[][] = [];
  for (const day of ['2023-07-05', '2023-08-05', '2023-09-05']) {
    loop.hub.clock.set(`${day}T18:00:00.000Z`);
    const drafts = await approvedOf(THREE, day);
    for (const invoiceId of drafts) {
      const view = await getInvoice({ ctx: system(), input: { invoiceId } });
      expect([view.document.number, view.draftLabel]).toEqual([null, 'BENT-1-DRAFT']);
    }
    months.push(await issueAll(drafts));
  }
  expect(months[0]).toEqual(['BENT-1-001-001', 'BENT-1-002-001', 'BENT-1-003-001']);
  expect(months[2]).toEqual(['BENT-1-001-003', 'BENT-1-002-003', 'BENT-1-003-003']);
  loop.hub.clock.set('2023-10-05T18:00:00.000Z');
  await numberBy('BENT-11-{year}{month}-{seq:3}');
  expect(await issueAll(await approvedOf(THREE, '2023-10-05'))).toEqual([
    'BENT-11-202310-010',
    'BENT-11-202310-011',
    'BENT-11-202310-012',
  ]);
  await expect(checkNumbers({ ctx: system() })).resolves.toBeUndefined();
});

test('per customer they are dense, whoever issues at once, also while the pattern is changed', async () => {
  await numberBy('DENSE-{customer:2}-{year}-{seq:2}');
  const ids = await approvedOf(
    ['7001', '7004', '7004', '7001', '7005', '7004', '7001', '7005', '7004', '7004'],
    '2023-10-05',
  );
  const [, ...issued] = await Promise.all([
    numberBy('AFTER-{customer:2}-{year}-{seq:2}'),
    ...ids.map((invoiceId) => issueInvoice({ ctx: system(), input: { invoiceId } })),
  ]);
  const sequences = Map.groupBy(
    issued.map(({ number }) => number),
    (number) => number.slice(0, number.lastIndexOf('-')),
  );
  for (const numbers of sequences.values()) {
    const values = numbers.map((number) => Number(number.slice(number.lastIndexOf('-') + 1)));
    expect(values.toSorted((a, b) => a - b)).toEqual(values.map((_, index) => index + 1));
  }
  await expect(checkNumbers({ ctx: system() })).resolves.toBeUndefined();
});

test('a number of a customer that is gone is found by its name', async () => {
  const [gone] = await loop.hub.database.owner.begin(async (sql) => {
    // Past the hub, as only the owner of the database can.
    await sql`set local session_replication_role = replica`;
    return sql`update invoices set number = 'LOST-1' where number = 'BENT-1-002-002' returning id`;
  });
  await expect(checkNumbers({ ctx: system() })).rejects.toMatchObject({
    code: 'numbering.gap',
    detail: 'BENT-1-002-002 is on no invoice. LOST-1 was not given by its counter.',
  });
  await loop.hub.database.owner.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update invoices set number = 'BENT-1-002-002' where id = ${gone?.['id'] ?? ''}`;
  });
});

test.each([
  ['two sequences', 'A-{seq:3}-{seq:3}', 'entity.number_pattern_unreadable'],
  ['digits that run into each other', 'A-{customer:3}{seq:3}', 'entity.number_pattern_unreadable'],
  ['what another series printed before', 'BENT-1-{customer:2}-{seq:4}', 'entity.number_series_clash'],
  ['a year where another series has a customer', 'BENT-1-{year}-{seq:3}', 'entity.number_series_clash'],
])('a pattern with %s is refused, in the preview as well', async (_what, pattern, code) => {
  const refusal = { code: 'request.invalid', errors: [{ pointer: '/pattern', code }] };
  await expect(numberBy(pattern)).rejects.toMatchObject(refusal);
  const input = { entityId: loop.organization.usEntityId, pattern };
  await expect(previewNumberSeries({ ctx: loop.organization.author, input })).rejects.toMatchObject(refusal);
});

test('the preview shows what comes next and changes nothing', async () => {
  const input = { entityId: loop.organization.usEntityId, pattern: 'NEXT-{customer:3}-{seq:3}' };
  expect(await previewNumberSeries({ ctx: loop.organization.author, input })).toEqual({
    isPerCustomer: true,
    numbers: ['NEXT-001-001', 'NEXT-001-002', 'NEXT-002-001'],
    draftLabel: 'NEXT-DRAFT',
  });
  const running = { ...input, pattern: 'RUN-{seq:3}' };
  const { numbers } = await previewNumberSeries({ ctx: loop.organization.author, input: running });
  expect(numbers).toEqual(['RUN-023', 'RUN-024', 'RUN-025']);
});

test('only an administrator changes how an entity numbers', async () => {
  const input = { entityId: loop.organization.usEntityId, pattern: 'MINE-{seq:3}' };
  await expect(replaceNumberSeries({ ctx: loop.organization.approver, input })).rejects.toMatchObject({
    code: 'auth.scope_missing',
  });
});

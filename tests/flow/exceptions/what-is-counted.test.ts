import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { customers } from '../../../runtime/src/db/schema/index.ts';
import { listExceptions } from '../../../runtime/src/flow/exceptions/list-exceptions.ts';
import { countWork } from '../../../runtime/src/flow/read/count-work.ts';
import { recordPayment } from '../../../runtime/src/flow/settle/record-payment.ts';
import { type ContractLoop, CUSTOMER, createContractLoop } from '../contracts/contract-loop.ts';

let loop: ContractLoop;

beforeAll(async () => {
  loop = await createContractLoop('2026-04-01');
  await loop.push('customer', CUSTOMER);
  await loop.push('contract', {
    id: 'Project',
    title: 'Project',
    currency: 'USD',
    customer_id: 'c-1',
    starts_on: '2026-04-01',
    revisions: [{ effectiveOn: '2026-04-01', terms: 'eom+1:day31', plan: PLAN }],
  });
});
afterAll(() => loop.hub.close());

const PLAN = {
  form: 'milestones',
  total: '10000.00',
  milestones: [
    { key: 'design', sku: 'ONBOARD', name: { en: 'Design', ja: '設計' }, amount: '4000.00' },
    { key: 'build', sku: 'ONBOARD', name: { en: 'Build', ja: '構築' }, amount: '6000.00' },
  ],
  finalSku: 'ONBOARD',
};
const tell = (id: string, fact: JsonObject) =>
  loop.push('billing_event', { id, contract_id: 'Project', ...fact });
const queue = async () =>
  (await listExceptions({ ctx: loop.organization.author, input: { limit: 100 } })).items;
const badge = async () => (await countWork({ ctx: loop.organization.author })).exceptions;

test('a milestone that waits for its delivery or its acceptance is no exception, and one that nobody agreed on is', async () => {
  await tell('d1', { kind: 'milestone_delivered', milestone_id: 'design', on: '2026-04-01' });
  const { findings } = await loop.contract('Project');
  expect(findings.map(({ code }) => code).sort()).toEqual([
    'milestone.not_accepted',
    'milestone.not_delivered',
  ]);
  expect([await queue(), await badge()]).toEqual([[], '0']);
  await tell('d2', { kind: 'milestone_delivered', milestone_id: 'nobody-agreed', on: '2026-04-01' });
  expect(await queue()).toMatchObject([{ kind: 'contract_finding', code: 'milestone.unknown' }]);
  expect(await badge()).toBe('1');
});

test('the badge is what the queue shows while nothing narrows it, money on no invoice among it', async () => {
  const { author, usEntityId } = loop.organization;
  const [customer] = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(customers),
  );
  await recordPayment({
    ctx: author,
    input: {
      customerId: customer?.id ?? '',
      entityId: usEntityId,
      amount: '12.00',
      currency: 'USD',
      receivedOn: '2026-04-01',
      externalId: 'wire-1',
      rest: 'keep',
    },
  });
  const found = await queue();
  expect(found.find(({ kind }) => kind === 'unallocated_money')?.amount).toMatchObject({
    amountMinor: 1200n,
  });
  expect(await badge()).toBe(String(found.length));
});

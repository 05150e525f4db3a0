import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { billContract } from '../../../runtime/src/flow/contracts/bill-contract.ts';
import { getContract } from '../../../runtime/src/flow/contracts/read-contract.ts';
import { issueCreditNote } from '../credit/support/issue-credit-note.ts';
import { type ContractLoop, CUSTOMER, createContractLoop } from './contract-loop.ts';

let loop: ContractLoop;

beforeAll(async () => {
  loop = await createContractLoop('2026-01-01');
  await loop.push('customer', CUSTOMER);
});
afterAll(() => loop.hub.close());

/** Platforms at the master's 12,000.00 each, a year ahead. */
const yearly = (effectiveOn: string, quantity: string): JsonObject => ({
  effectiveOn,
  terms: 'net:30',
  plan: {
    form: 'subscription',
    interval: { unit: 'year', count: 1 },
    proration: { basis: 'day', interval: 'half_open' },
    items: [{ kind: 'recurring', key: 'seats', sku: 'PLAT-Y', quantity, timing: 'in_advance' }],
  },
});
const contract = (title: string, startsOn: string, revisions: JsonObject[], more: JsonObject = {}) => ({
  id: title,
  title,
  currency: 'USD',
  customer_id: 'c-1',
  starts_on: startsOn,
  revisions,
  ...more,
});
const project = (effectiveOn: string, total: string, amounts: string[], deposit: JsonObject) => ({
  effectiveOn,
  terms: 'net:30',
  plan: {
    form: 'milestones',
    total,
    deposit: { sku: 'ONBOARD', ...deposit },
    milestones: amounts.map((amount, index) => ({
      key: `m${index}`,
      sku: 'ONBOARD',
      name: { en: `Part ${index}`, ja: `工程${index}` },
      amount,
    })),
    finalSku: 'ONBOARD',
  },
});
const finish = async (title: string, key: string, on: string): Promise<void> => {
  await loop.runOn(on);
  const fact = { contract_id: title, milestone_id: key, on };
  await loop.push('billing_event', { id: `${title}-${key}-d`, kind: 'milestone_delivered', ...fact });
  await loop.push('billing_event', {
    id: `${title}-${key}-a`,
    kind: 'milestone_accepted',
    accepted_by: 'Dana',
    ...fact,
  });
};

const viewOf = async (title: string) => {
  const { id } = await loop.contract(title);
  return getContract({ ctx: loop.organization.author, input: { contractId: id } });
};
/** Kind, net, status and the invoice that it credits, by their days. */
const documentsOf = async (title: string) =>
  (await viewOf(title)).invoices
    .map(({ type, net, number, billedOn }) => [type, billedOn, net, number !== null])
    .reverse();
const runAgain = async (title: string) => {
  const { id } = await loop.contract(title);
  return billContract({ ctx: loop.hub.system(loop.organization.id), input: { contractId: id } });
};

test('a year paid ahead that ends in June is given back by one credit note of its invoice, once', async () => {
  const revisions = [yearly('2026-01-01', '1')];
  await loop.push('contract', contract('Ended', '2026-01-01', revisions));
  await loop.push('contract', contract('Ended', '2026-01-01', revisions, { ends_on: '2026-06-30' }));
  expect((await viewOf('Ended')).state).toBe('running');
  await loop.runOn('2026-06-30');
  expect(await documentsOf('Ended')).toEqual([['invoice', '2026-01-01', '12000.00', true]]);
  await loop.runOn('2026-07-01');
  // 184 of 365 days of 12,000.00.
  const drafted = ['credit_note', '2026-07-01', '-6049.32', false];
  expect((await documentsOf('Ended')).at(-1)).toEqual(drafted);
  expect(await viewOf('Ended')).toMatchObject({
    state: 'ended',
    creditLeft: { net: '6049.32', unplacedNet: '0.00', isOver: true },
  });
  expect(await runAgain('Ended')).toMatchObject({ created: [], regenerated: [], discarded: [] });
  await loop.runOn('2026-07-15');
  const note = (await viewOf('Ended')).invoices.find(({ type }) => type === 'credit_note');
  await issueCreditNote(loop, note?.id ?? '');
  await loop.hub.drain();
  expect(await viewOf('Ended')).toMatchObject({ state: 'ended', creditLeft: null });
  expect(await runAgain('Ended')).toMatchObject({ created: [], unchanged: [] });
  expect(await documentsOf('Ended')).toHaveLength(2);
});

test('a contract that goes on after all takes its credit note back and sets the credit off', async () => {
  await loop.runOn('2026-08-01');
  const revisions = [yearly('2026-08-01', '1')];
  await loop.push('contract', contract('Revived', '2026-08-01', revisions));
  await loop.push('contract', contract('Revived', '2026-08-01', revisions, { ends_on: '2026-08-31' }));
  await loop.runOn('2026-09-01');
  expect((await documentsOf('Revived')).at(-1)).toEqual(['credit_note', '2026-09-01', '-10980.82', false]);
  revisions.push(yearly('2026-09-01', '2'));
  await loop.push('contract', contract('Revived', '2026-08-01', revisions));
  expect(await documentsOf('Revived')).toEqual([
    ['invoice', '2026-08-01', '12000.00', true],
    // 334 of 365 days of 24,000.00, less the same of 12,000.00.
    ['invoice', '2026-09-01', '10980.82', true],
  ]);
  expect((await viewOf('Revived')).creditLeft).toBeNull();
});

test('a deposit that is more than the last part is billed off against it, and the rest of it is given back', async () => {
  await loop.runOn('2026-10-01');
  const plan = project('2026-10-01', '1000.00', ['600.00', '400.00'], {
    amount: '500.00',
    deduction: 'final',
  });
  await loop.push('contract', contract('Overpaid', '2026-10-01', [plan]));
  await finish('Overpaid', 'm0', '2026-10-05');
  expect(await viewOf('Overpaid')).toMatchObject({ state: 'running', creditLeft: null });
  await finish('Overpaid', 'm1', '2026-10-09');
  const documents = await documentsOf('Overpaid');
  expect(documents).toEqual([
    ['deposit', '2026-10-01', '500.00', true],
    ['invoice', '2026-10-05', '600.00', true],
    ['final', '2026-10-09', '0.00', true],
    ['credit_note', '2026-10-09', '-100.00', false],
  ]);
  const note = (await viewOf('Overpaid')).invoices.find(({ type }) => type === 'credit_note');
  await issueCreditNote(loop, note?.id ?? '');
  await loop.hub.drain();
  expect(await viewOf('Overpaid')).toMatchObject({
    state: 'finished',
    billedNet: '1000.00',
    creditLeft: null,
  });
});

test('a project is finished once all of it is billed and issued, and runs again when a revision adds to it', async () => {
  await loop.runOn('2026-11-01');
  const plan = project('2026-11-01', '1000.00', ['600.00'], { amount: '300.00', deduction: 'pro_rata' });
  await loop.push('contract', contract('Whole', '2026-11-01', [plan]));
  expect((await viewOf('Whole')).state).toBe('running');
  await finish('Whole', 'm0', '2026-11-05');
  expect(await viewOf('Whole')).toMatchObject({ state: 'finished', billedNet: '1000.00', nextRunOn: null });
  const more = project('2026-11-10', '1200.00', ['600.00', '150.00'], {
    amount: '300.00',
    deduction: 'pro_rata',
  });
  await loop.push('contract', contract('Whole', '2026-11-01', [plan, more]));
  expect((await viewOf('Whole')).state).toBe('running');
  await loop.runOn('2026-11-10');
  expect((await viewOf('Whole')).state).toBe('running');
  await finish('Whole', 'm1', '2026-11-12');
  expect(await viewOf('Whole')).toMatchObject({ state: 'finished', billedNet: '1200.00', creditLeft: null });
});

test('contracts on one invoice are over together: until then credit waits, then one credit note gives each its own', async () => {
  await loop.runOn('2027-01-01');
  const together = { collective: { closingDay: 31, terms: 'eom+1:day31' } };
  const revisions = [yearly('2027-01-01', '1')];
  for (const title of ['First', 'Second']) {
    await loop.push('contract', contract(title, '2027-01-01', revisions, together));
  }
  await loop.runOn('2027-01-31');
  const end = (title: string, endsOn: string) =>
    loop.push('contract', contract(title, '2027-01-01', revisions, { ...together, ends_on: endsOn }));
  await end('First', '2027-03-31');
  await end('Second', '2027-06-30');
  const notes = async () =>
    (await loop.invoices())
      .filter(({ type, collectiveKey }) => type === 'credit_note' && collectiveKey !== null)
      .map(({ billedOn, lineNetMinor, number }) => [billedOn, lineNetMinor, number !== null]);
  await loop.runOn('2027-04-01');
  // 275 of 365 days of 12,000.00.
  expect((await viewOf('First')).creditLeft).toEqual({ net: '9041.10', unplacedNet: '0.00', isOver: false });
  expect(await notes()).toEqual([]);
  await loop.runOn('2027-07-01');
  expect(await notes()).toEqual([['2027-07-01', -1_509_042n, false]]);
  expect((await viewOf('First')).creditLeft).toMatchObject({ net: '9041.10', isOver: true });
  expect((await viewOf('Second')).creditLeft).toMatchObject({ net: '6049.32', isOver: true });
  expect(await runAgain('Second')).toMatchObject({ created: [], regenerated: [], discarded: [] });
  const note = (await loop.invoices()).find(
    ({ type, collectiveKey }) => type === 'credit_note' && collectiveKey !== null,
  );
  await issueCreditNote(loop, note?.id ?? '');
  expect((await viewOf('First')).creditLeft).toBeNull();
  expect((await viewOf('Second')).creditLeft).toBeNull();
  expect(await runAgain('First')).toMatchObject({ created: [], unchanged: [] });
});

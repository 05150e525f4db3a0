import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { deadLetters, entities } from '../../../runtime/src/db/schema/index.ts';
import { creditInvoice } from '../../../runtime/src/flow/credit/credit-invoice.ts';
import { readEvidence } from '../../../runtime/src/flow/read/read-evidence.ts';
import { issueCreditNote } from '../credit/support/issue-credit-note.ts';
import { type ContractLoop, CUSTOMER, createContractLoop } from './contract-loop.ts';

let loop: ContractLoop;

beforeAll(async () => {
  loop = await createContractLoop('2026-04-01');
  await loop.push('customer', CUSTOMER);
});
afterAll(() => loop.hub.close());

const contract = (title: string, plan: JsonObject, more: JsonObject = {}): JsonObject => ({
  id: title,
  title,
  currency: 'USD',
  customer_id: 'c-1',
  starts_on: '2026-04-01',
  revisions: [{ effectiveOn: '2026-04-01', terms: 'eom+1:day31', plan }],
  ...more,
});
const bill = (on: string, net: string, ...lines: string[]) => ({ on, isIssued: true, net, lines });
const tell = (contractId: string, id: string, fact: JsonObject) =>
  loop.push('billing_event', { id, contract_id: contractId, ...fact });

test('a project bills its deposit, each milestone that is delivered and accepted less its share, and the rest at the end', async () => {
  await loop.push(
    'contract',
    contract('Project', {
      form: 'milestones',
      total: '10000.00',
      deposit: { sku: 'ONBOARD', amount: '3000.00', deduction: 'pro_rata' },
      milestones: [
        { key: 'design', sku: 'ONBOARD', name: { en: 'Design', ja: '設計' }, amount: '4000.00' },
        { key: 'build', sku: 'ONBOARD', name: { en: 'Build', ja: '構築' }, amount: '5000.00' },
      ],
      finalSku: 'ONBOARD',
    }),
  );
  await loop.runOn('2026-05-10');
  await tell('Project', 'd1', { kind: 'milestone_delivered', milestone_id: 'design', on: '2026-05-08' });
  expect(await loop.bills('Project')).toHaveLength(1);
  await tell('Project', 'a1', {
    kind: 'milestone_accepted',
    milestone_id: 'design',
    on: '2026-05-10',
    accepted_by: 'Dana',
  });
  await loop.runOn('2026-06-20');
  await tell('Project', 'a2', {
    kind: 'milestone_accepted',
    milestone_id: 'build',
    on: '2026-06-18',
    accepted_by: 'Dana',
  });
  await tell('Project', 'd2', { kind: 'milestone_delivered', milestone_id: 'build', on: '2026-06-20' });
  const bills = await loop.bills('Project');
  expect(bills.map(({ on, net }) => [on, net])).toEqual([
    ['2026-04-01', '3000.00'],
    ['2026-05-10', '2800.00'],
    ['2026-06-20', '4200.00'],
  ]);
  expect(bills[1]?.lines).toEqual(['milestone:design 4000.00', 'deposit-deduction:design -1200.00']);
  const documents = await loop.documents('Project');
  expect(documents.map(({ type }) => type)).toEqual(['deposit', 'invoice', 'final']);
  const [deposit, part] = documents.map(({ number }) => number);
  expect(documents[2]?.preceding).toEqual([deposit, part]);
});

test('a project that is told at its end is billed in one go, its final invoice last: it waits for the numbers that it names', async () => {
  const facts = ['design', 'build'].flatMap((milestone) => [
    { kind: 'milestone_delivered', milestone_id: milestone, on: '2026-05-08' },
    { kind: 'milestone_accepted', milestone_id: milestone, on: '2026-05-10', accepted_by: 'Dana' },
  ]);
  for (const [index, fact] of facts.entries()) await tell('Late project', `late-${index}`, fact);
  await loop.push(
    'contract',
    contract('Late project', {
      form: 'milestones',
      total: '10000.00',
      deposit: { sku: 'ONBOARD', amount: '3000.00', deduction: 'final' },
      milestones: [
        { key: 'design', sku: 'ONBOARD', name: { en: 'Design', ja: '設計' }, amount: '4000.00' },
        { key: 'build', sku: 'ONBOARD', name: { en: 'Build', ja: '構築' }, amount: '5000.00' },
      ],
      finalSku: 'ONBOARD',
    }),
  );
  expect(await loop.bills('Late project')).toEqual([
    bill('2026-04-01', '3000.00', 'deposit 3000.00'),
    bill(
      '2026-05-10',
      '7000.00',
      'milestone:build 5000.00',
      'milestone:design 4000.00',
      'final 1000.00',
      'deposit-deduction -3000.00',
    ),
  ]);
  const [deposit, final] = await loop.documents('Late project');
  expect(deposit).toMatchObject({ type: 'deposit', preceding: [] });
  expect(final).toMatchObject({ type: 'final', preceding: [deposit?.number] });
  const letters = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(deadLetters),
  );
  expect(letters).toEqual([]);
});

test('a deposit that is credited is deducted for what is left of it, also where the final invoice was drafted before', async () => {
  const within = loop.hub.database.inOrganization;
  await loop.push(
    'contract',
    contract('Credited project', {
      form: 'milestones',
      total: '10000.00',
      deposit: { sku: 'ONBOARD', amount: '3000.00', deduction: 'final' },
      milestones: [{ key: 'build', sku: 'ONBOARD', name: { en: 'Build', ja: '構築' }, amount: '9000.00' }],
      finalSku: 'ONBOARD',
    }),
  );
  const { id } = await loop.contract('Credited project');
  const [deposit] = (await loop.invoices()).filter(({ contractId }) => contractId === id);
  await within(loop.organization.id, (tx) => tx.update(entities).set({ isAutoSubmit: false }));
  const fact = { milestone_id: 'build', on: '2026-06-20' };
  await tell('Credited project', 'cd', { kind: 'milestone_delivered', ...fact });
  await tell('Credited project', 'ca', { kind: 'milestone_accepted', ...fact, accepted_by: 'Dana' });
  const finalLines = async () =>
    (await loop.bills('Credited project')).flatMap(({ isIssued, lines }) => (isIssued ? [] : [lines]));
  const full = ['milestone:build 9000.00', 'final 1000.00', 'deposit-deduction -3000.00'];
  expect(await finalLines()).toEqual([full]);
  const { creditNoteId } = await creditInvoice({
    ctx: loop.organization.author,
    input: {
      invoiceId: deposit?.id ?? '',
      reason: 'A smaller deposit was agreed.',
      lines: [{ position: 1, amount: '1200.00' }],
    },
  });
  await issueCreditNote(loop, creditNoteId);
  const left = ['milestone:build 9000.00', 'final 1000.00', 'deposit-deduction -1800.00'];
  const drafts = (await finalLines()).filter((lines) => lines.some((line) => line.startsWith('final')));
  expect(drafts).toEqual([left]);
  await within(loop.organization.id, (tx) => tx.update(entities).set({ isAutoSubmit: true }));
});

test('an order is billed by what was shipped: together at the closing day, never more than ordered, each piece once', async () => {
  await loop.runOn('2026-07-01');
  await loop.push(
    'contract',
    contract('Order', {
      form: 'order',
      billing: { when: 'closing_day', day: 31 },
      lines: [
        { key: 'l1', sku: 'API-P', quantity: '10' },
        { key: 'l2', sku: 'ONBOARD', quantity: '2' },
      ],
    }),
  );
  const ship = (id: string, on: string, ...lines: [string, string][]) =>
    tell('Order', id, {
      kind: 'shipment',
      on,
      lines: lines.map(([orderLineKey, quantity]) => ({ orderLineKey, quantity })),
    });
  await ship('s1', '2026-07-03', ['l1', '4']);
  await ship('s2', '2026-07-20', ['l1', '3'], ['l2', '2']);
  expect(await loop.bills('Order')).toEqual([]);
  await loop.runOn('2026-07-31');
  await loop.runOn('2026-08-01');
  await ship('s3', '2026-08-02', ['l1', '5']);
  await loop.runOn('2026-08-31');
  const bills = await loop.bills('Order');
  expect(bills.map(({ on, net }) => [on, net])).toEqual([
    // 7 × 2,400.00 + 2 × 3,500.00
    ['2026-07-31', '23800.00'],
    // 3 of the 5 were ordered.
    ['2026-08-31', '7200.00'],
  ]);
  expect((await loop.contract('Order')).findings.map(({ code }) => code)).toEqual(['order.over_shipped']);
});

test('an order that closes on a day is due by that day, however late its invoice is issued', async () => {
  await loop.runOn('2026-09-01');
  await loop.push(
    'contract',
    contract('Late order', {
      form: 'order',
      billing: { when: 'closing_day', day: 31 },
      lines: [{ key: 'l1', sku: 'API-P', quantity: '10' }],
    }),
  );
  await tell('Late order', 'late-1', {
    kind: 'shipment',
    on: '2026-09-10',
    lines: [{ orderLineKey: 'l1', quantity: '4' }],
  });
  // The run of the closing day comes two days late.
  await loop.runOn('2026-10-02');
  const { id } = await loop.contract('Late order');
  const [invoice] = (await loop.invoices()).filter(({ contractId }) => contractId === id);
  expect(invoice).toMatchObject({ issueDate: '2026-10-02', dueDate: '2026-10-31', billedOn: '2026-09-30' });
});

test('hours are billed once they are approved, by the rate of their role and day; a correction is its difference', async () => {
  await loop.runOn('2026-10-03');
  await loop.push(
    'contract',
    contract('Hours', {
      form: 'time_and_materials',
      interval: { unit: 'month', count: 1 },
      rates: [
        { role: 'engineer', sku: 'ONBOARD', hourlyRate: '150.00', from: '2026-04-01' },
        { role: 'engineer', sku: 'ONBOARD', hourlyRate: '160.00', from: '2026-10-16' },
      ],
      expenses: { sku: 'API-P' },
    }),
  );
  const approval = { by: 'Ken', at: '2026-10-30T09:00:00Z' };
  const hours = (id: string, on: string, quantity: string, more: JsonObject = { approval }) =>
    tell('Hours', id, { kind: 'time_entry', on, person: 'Mei', role: 'engineer', hours: quantity, ...more });
  await hours('h1', '2026-10-05', '7.5');
  await hours('h2', '2026-10-20', '8');
  await hours('h3', '2026-10-21', '6', {});
  await tell('Hours', 'x1', { kind: 'expense', on: '2026-10-22', person: 'Mei', amount: '84.30', approval });
  await loop.runOn('2026-11-01');
  const [october] = await loop.bills('Hours');
  expect(october).toEqual(
    // 7.5 × 150.00 + 8 × 160.00 + 84.30
    bill(
      '2026-11-01',
      '2489.30',
      ...(october?.lines ?? []).filter((line) =>
        /^(hours|expense):.* (1125\.00|1280\.00|84\.30)$/.test(line),
      ),
    ),
  );
  expect(october?.lines).toHaveLength(3);
  await hours('h1', '2026-10-05', '7');
  await hours('h3', '2026-10-21', '6');
  await loop.runOn('2026-12-01');
  const nets = (await loop.bills('Hours')).map(({ net }) => net);
  // 6 × 160.00, less half an hour at 150.00.
  expect(nets).toEqual(['2489.30', '885.00']);
  const { id } = await loop.contract('Hours');
  const [first] = (await loop.invoices()).filter(({ contractId }) => contractId === id);
  const { lines } = await readEvidence({
    ctx: loop.organization.author,
    input: { invoiceId: first?.id ?? '' },
  });
  // From the line to its entry, who approved it, and what it was before it was corrected.
  expect(lines.find(({ facts }) => facts.some(({ history }) => history.length > 1))?.facts).toMatchObject([
    {
      event: { on: '2026-10-05', hours: '7', approval: { by: 'Ken' } },
      history: [{ event: { hours: '7.5' } }, { event: { hours: '7' } }],
    },
  ]);
});

test('nothing of it was left undone', async () => {
  const letters = await loop.hub.database.inOrganization(loop.organization.id, (tx) =>
    tx.select().from(deadLetters),
  );
  expect(letters.map(({ queue, code, detail }) => [queue, code, detail])).toEqual([]);
});

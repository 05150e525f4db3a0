import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import {
  BillingEventPage,
  ContractPage,
  ContractPreviewSchema,
  ContractSchema,
  OrderPage,
} from '../../runtime/src/http/schemas/contracts.ts';
import { AuditPage } from '../../runtime/src/http/schemas/data.ts';
import { LeakageSchema } from '../../runtime/src/http/schemas/leakage.ts';
import { acceptFiles, type Push } from '../support/push-files.ts';
import { contractOf, HIBIKI, HOURS, HUDSON, monthly, ORDER, PROJECT } from '../support/sample-contracts.ts';
import { createHttpLoop, type HttpLoop } from './support/create-http-loop.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let loop: HttpLoop;
let push: Push;
let key: string;
let person: string;
let yenOnly: string;

const event = (id: string, contractId: string, more: JsonObject): Promise<void> =>
  push('billing_event', { id, contract_id: contractId, ...more });

beforeAll(async () => {
  loop = await createHttpLoop();
  push = await acceptFiles(loop);
  key = (await loop.key()).key;
  person = (await loop.key({ person: loop.organization.approver })).key;
  yenOnly = (await loop.key({ entityIds: [loop.organization.jpEntityId] })).key;
  await push('customer', HUDSON);
  await push('customer', HIBIKI);
  await push('contract', contractOf({ id: 'Seats', startsOn: '2026-09-01', plan: monthly('1') }));
  await push('contract', contractOf({ id: 'Project', startsOn: '2026-11-02', plan: PROJECT }));
  await push('contract', contractOf({ id: 'Order', startsOn: '2026-11-02', plan: ORDER }));
  await push('contract', contractOf({ id: 'Hours', startsOn: '2026-11-01', plan: HOURS }));
  await push(
    'contract',
    contractOf({
      id: '年間契約',
      startsOn: '2026-10-01',
      plan: monthly('1'),
      terms: 'eom+1:day31',
      more: { currency: 'JPY', customer_id: 'c-2', ends_on: '2026-10-31' },
    }),
  );
  await event('e-1', 'Project', { kind: 'milestone_delivered', milestone_id: 'design', on: '2026-11-10' });
  await event('e-2', 'Project', {
    kind: 'milestone_accepted',
    milestone_id: 'design',
    on: '2026-11-12',
    accepted_by: 'Mia Hudson',
  });
  await event('e-3', 'Project', { kind: 'milestone_delivered', milestone_id: 'build', on: '2026-11-20' });
});
afterAll(() => loop.hub.close());

const list = async (query = '', as = key) => readAs(loop.call(as, `/v1/contracts?${query}`), ContractPage);
const titles = async (query: string, as = key): Promise<string[]> =>
  (await list(query, as)).items.map(({ title }) => title).sort();
const idOf = async (title: string): Promise<string> => {
  const found = (await list()).items.find((contract) => contract.title === title);
  return found?.id ?? `no contract ${title}`;
};
const read = async (title: string) =>
  readAs(loop.call(key, `/v1/contracts/${await idOf(title)}`), ContractSchema);
const act = async (title: string, what: 'release' | 'run', json: object, as = key) =>
  loop.call(as, `/v1/contracts/${await idOf(title)}/${what}`, {
    json,
    idempotencyKey: crypto.randomUUID(),
  });

describe('the list of contracts', () => {
  it('says of each what is billed, what comes next and how it stands', async () => {
    const { items } = await list('query=seats');
    expect(items).toMatchObject([
      {
        title: 'Seats',
        form: 'subscription',
        system: 'csv',
        externalId: 'Seats',
        customer: { name: 'Hudson Robotics' },
        state: 'running',
        startsOn: '2026-09-01',
        nextRunOn: '2026-12-01',
        billedNet: '7200.00',
        notToExceed: null,
      },
    ]);
  });

  it('is narrowed by form, state, customer and text', async () => {
    expect(await titles('form=order')).toEqual(['Order']);
    expect(await titles('state=ended')).toEqual(['年間契約']);
    expect(await titles('state=parked')).toEqual([]);
    expect(await titles('query=hibiki')).toEqual([]);
    expect(await titles(`query=${encodeURIComponent('ﾋﾋﾞｷ')}`)).toEqual([]);
    expect(await titles(`query=${encodeURIComponent('ひびき')}`)).toEqual(['年間契約']);
    const hudson = (await list('query=seats')).items[0]?.customer?.id;
    expect(await titles(`customerId=${hudson}`)).toEqual(['Hours', 'Order', 'Project', 'Seats']);
    await expectProblem(await loop.call(key, '/v1/contracts?form=barter'), 'request.invalid');
  });

  it('keeps its place between pages', async () => {
    const first = await list('limit=3');
    const rest = await list(`limit=3&cursor=${first.nextCursor}`);
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(5);
    expect(rest.nextCursor).toBeNull();
  });

  it('shows a key for some entities the contracts that these bill, and no other', async () => {
    expect(await titles('', yenOnly)).toEqual(['年間契約']);
    const other = await idOf('Seats');
    await expectProblem(await loop.call(yenOnly, `/v1/contracts/${other}`), 'auth.entity_not_granted');
    await expectProblem(
      await loop.call(yenOnly, `/v1/contracts/${other}/preview?from=2026-12-01&to=2026-12-31`),
      'auth.entity_not_granted',
    );
    const events = await readAs(loop.call(yenOnly, '/v1/billing-events'), BillingEventPage);
    expect(events.items).toEqual([]);
  });
});

describe('a contract', () => {
  it('comes with its invoices, what is booked of it and the revision in force', async () => {
    const contract = await read('Seats');
    expect(contract.invoices.map(({ billedOn, net, status }) => [billedOn, net, status])).toEqual([
      ['2026-11-01', '2400.00', 'sent'],
      ['2026-10-01', '2400.00', 'sent'],
      ['2026-09-01', '2400.00', 'sent'],
    ]);
    expect(contract.booked.map(({ key: charge, net }) => [charge, net])).toEqual([
      ['sub:api:2026-09-01', '2400.00'],
      ['sub:api:2026-10-01', '2400.00'],
      ['sub:api:2026-11-01', '2400.00'],
    ]);
    expect(contract).toMatchObject({ inForceFrom: '2026-09-01', parked: null, leftNet: null });
  });

  it('of milestones says which are delivered, accepted and billed', async () => {
    const { progress } = await read('Project');
    expect(progress).toMatchObject({
      form: 'milestones',
      total: '10000.00',
      deposit: { amount: '2000.00', isBilled: true },
      milestones: [
        {
          key: 'design',
          deliveredOn: '2026-11-10',
          acceptedOn: '2026-11-12',
          acceptedBy: 'Mia Hudson',
          isBilled: true,
        },
        { key: 'build', deliveredOn: '2026-11-20', acceptedOn: null, acceptedBy: null, isBilled: false },
      ],
      isFinalBilled: false,
    });
  });

  it('of hours says how many are approved and how many wait', async () => {
    const approval = { by: 'Ken', at: '2026-11-06T09:00:00Z' };
    const entry = { kind: 'time_entry', on: '2026-11-05', person: 'Noa', role: 'engineer' };
    await event('t-1', 'Hours', { ...entry, hours: '7.5', approval });
    await event('t-2', 'Hours', { ...entry, hours: '0.25' });
    await event('t-3', 'Hours', { kind: 'expense', on: '2026-11-05', person: 'Noa', amount: '80.10' });
    const { progress } = await read('Hours');
    expect(progress).toEqual({
      form: 'time_and_materials',
      roles: [{ role: 'engineer', approvedHours: '7.5', openHours: '0.25' }],
      expenses: { approved: '0', open: '80.1' },
    });
  });

  it('that nobody has is not found', async () => {
    await expectProblem(await loop.call(key, '/v1/contracts/ctr_00000000'), 'record.not_found');
  });
});

describe('the facts', () => {
  it('are listed newest first, of one contract and of one kind', async () => {
    const project = await idOf('Project');
    const page = (query: string) => readAs(loop.call(key, `/v1/billing-events?${query}`), BillingEventPage);
    const { items } = await page(`contractId=${project}`);
    expect(items.map(({ event: { kind }, contractId }) => [kind, contractId])).toEqual([
      ['milestone_delivered', project],
      ['milestone_accepted', project],
      ['milestone_delivered', project],
    ]);
    expect((await page(`contractId=${project}&kind=milestone_accepted`)).items).toHaveLength(1);
    await expectProblem(
      await loop.call(key, '/v1/billing-events?contractId=ctr_00000000'),
      'record.not_found',
    );
  });
});

describe('the preview of a stored contract', () => {
  const preview = async (title: string, query: string) =>
    loop.call(key, `/v1/contracts/${await idOf(title)}/preview?${query}`);

  it('gives a year of invoices with their days and amounts, and writes nothing', async () => {
    const before = await loop.invoices();
    const answer = await readAs(preview('Seats', 'from=2026-11-24&to=2027-11-23'), ContractPreviewSchema);
    expect(answer.invoices).toHaveLength(12);
    expect(answer.invoices[0]).toMatchObject({
      invoiceOn: '2026-12-01',
      dueDate: '2026-12-31',
      net: '2400.00',
      lines: [{ key: 'sub:api:2026-12-01', quantity: '1', unitPrice: '2400', net: '2400.00' }],
    });
    expect(answer.invoices.at(-1)?.invoiceOn).toBe('2027-11-01');
    expect(await loop.invoices()).toEqual(before);
  });

  it('leaves out what is issued, and begins on the day that is asked for', async () => {
    const answer = await readAs(preview('Seats', 'from=2026-09-01&to=2026-12-31'), ContractPreviewSchema);
    expect(answer.invoices.map(({ invoiceOn }) => invoiceOn)).toEqual(['2026-12-01']);
    const later = await readAs(preview('Seats', 'from=2027-02-02&to=2027-03-01'), ContractPreviewSchema);
    expect(later.invoices.map(({ invoiceOn }) => invoiceOn)).toEqual(['2027-03-01']);
  });

  it.each([
    ['ends before it begins', 'from=2026-12-02&to=2026-12-01'],
    ['is longer than 36 months', 'from=2026-12-01&to=2029-12-01'],
    ['ends beyond the calendar', 'from=9999-01-01&to=9999-12-31'],
    ['is no span of days', 'from=2026-02-30&to=2026-03-01'],
  ])('refuses a span that %s', async (_what, query) => {
    await expectProblem(await preview('Seats', query), 'request.invalid');
  });
});

describe('the preview of a contract that is sent', () => {
  const stored = (plan: JsonObject, more: JsonObject = {}): JsonObject => ({
    title: 'Offer',
    currency: 'USD',
    customerKey: 'anybody',
    contactKeys: [],
    startsOn: '2026-12-01',
    revisions: [{ effectiveOn: '2026-12-01', terms: 'net:30', plan }],
    ...more,
  });
  const preview = (contract: JsonObject, more: object = {}) =>
    loop.call(key, '/v1/contracts/preview', {
      json: { contract, from: '2026-12-01', to: '2027-11-30', ...more },
    });

  it('gives its invoices without anything being stored, whoever it is for', async () => {
    const before = (await list()).items.length;
    const answer = await readAs(preview(stored(monthly('1'))), ContractPreviewSchema);
    expect(answer.invoices.map(({ net }) => net)).toEqual(Array.from({ length: 12 }, () => '2400.00'));
    expect((await list()).items).toHaveLength(before);
  });

  it('takes the facts that come with it as given', async () => {
    const on = { contractKey: 'anybody', milestoneKey: 'design', on: '2027-01-15' };
    const facts = [
      { kind: 'milestone_delivered', ...on },
      { kind: 'milestone_accepted', ...on, acceptedBy: 'Mia' },
    ];
    const answer = await readAs(preview(stored(PROJECT), { facts }), ContractPreviewSchema);
    expect(answer.invoices.map(({ invoiceOn, net }) => [invoiceOn, net])).toEqual([
      ['2026-12-01', '2000.00'],
      ['2027-01-15', '3000.00'],
    ]);
    expect(answer.findings).toMatchObject([{ code: 'milestone.not_delivered', level: 'info' }]);
  });

  it('says what would park it', async () => {
    const { findings } = await readAs(
      preview(stored(monthly('1'), { notToExceed: '10000.00' })),
      ContractPreviewSchema,
    );
    expect(findings).toMatchObject([{ code: 'contract.not_to_exceed', level: 'error' }]);
  });

  it.each([
    ['with more charges than an answer holds', '/contract', {}, { interval: { unit: 'day', count: 1 } }],
    ['from before the calendar', '/contract/startsOn', { startsOn: '0001-01-01' }, {}],
    ['until after it', '/contract/endsOn', { endsOn: '9999-12-31' }, {}],
  ])('refuses a contract %s, and points at it', async (_what, pointer, more, planMore) => {
    const plan = { ...monthly('1'), ...planMore };
    const startsOn = 'startsOn' in more ? more.startsOn : '1950-01-01';
    const answer = preview(stored(plan, { startsOn, ...more }));
    const { errors } = await expectProblem(await answer, 'request.invalid');
    expect(errors).toMatchObject([{ pointer }]);
  });

  it('refuses a product that the master does not have, and a currency that no entity bills', async () => {
    const plan = { ...monthly('1'), items: [{ ...RECURRING, sku: 'NOBODY-SELLS-THIS' }] };
    await expectProblem(await preview(stored(plan)), 'billing.product_unknown');
    await expectProblem(await preview(stored(monthly('1'), { currency: 'EUR' })), 'billing.entity_unknown');
  });

  it('is not for entities that are not granted', async () => {
    const answer = await loop.call(yenOnly, '/v1/contracts/preview', {
      json: { contract: stored(monthly('1')), from: '2026-12-01', to: '2026-12-31' },
    });
    await expectProblem(answer, 'auth.entity_not_granted');
  });
});

const RECURRING = {
  kind: 'recurring',
  key: 'k',
  sku: 'API-P',
  quantity: '1',
  unitPrice: '1.00',
  timing: 'in_advance',
};

describe('a parked contract', () => {
  beforeAll(async () => {
    const plan = monthly('1');
    await push(
      'contract',
      contractOf({ id: 'Capped', startsOn: '2026-10-01', plan, more: { not_to_exceed: '4000.00' } }),
    );
  });

  it('says why, bills nothing, and is found as parked', async () => {
    const contract = await read('Capped');
    expect(contract).toMatchObject({ state: 'parked', billedNet: '0.00', leftNet: '4000.00', invoices: [] });
    expect(contract.parked?.findings).toMatchObject([{ code: 'contract.not_to_exceed' }]);
    expect(await titles('state=parked')).toEqual(['Capped']);
  });

  it('is released by a person only, with a reason, and for the findings that were read', async () => {
    const parkedHash = (await read('Capped')).parked?.hash ?? '';
    const reason = 'Agreed by mail.';
    await expectProblem(await act('Capped', 'release', { parkedHash, reason }), 'auth.scope_missing');
    await expectProblem(
      await act('Capped', 'release', { parkedHash, reason: ' ' }, person),
      'request.invalid',
    );
    const stale = await act('Capped', 'release', { parkedHash: 'a'.repeat(64), reason }, person);
    await expectProblem(stale, 'contract.findings_changed');
    expect((await read('Capped')).state).toBe('parked');
  });

  it('bills once it is released, tells who let it pass and why, and cannot be released again', async () => {
    const parkedHash = (await read('Capped')).parked?.hash ?? '';
    const body = { parkedHash, reason: 'Agreed by mail.' };
    const answer = await readAs(act('Capped', 'release', body, person), ContractSchema);
    expect(answer).toMatchObject({ state: 'running', parked: null });
    await loop.hub.drain();
    const contract = await read('Capped');
    expect(contract).toMatchObject({ state: 'running', billedNet: '4800.00', leftNet: '-800.00' });
    expect(contract.released).toMatchObject({ reason: 'Agreed by mail.', by: { name: 'Ken' } });
    await expectProblem(await act('Capped', 'release', body, person), 'contract.not_parked');
    const audit = await readAs(
      loop.call(key, `/v1/audit?objectKind=contract&objectId=${contract.id}`),
      AuditPage,
    );
    expect(audit.items.filter(({ action }) => action === 'contract.release')).toMatchObject([
      { actor: { name: 'Ken' }, reason: 'Agreed by mail.' },
    ]);
  });

  it('is parked again when it grows beyond what was let pass', async () => {
    loop.hub.clock.advance(8 * 86_400_000);
    expect((await act('Capped', 'run', {})).status).toBe(202);
    await loop.hub.drain();
    expect(await read('Capped')).toMatchObject({ state: 'parked', billedNet: '4800.00' });
  });
});

describe('a run that is asked for', () => {
  it('books what fell due, and nothing the second time', async () => {
    for (const _time of ['first', 'second']) {
      expect((await act('Seats', 'run', {})).status).toBe(202);
      await loop.hub.drain();
    }
    expect(await read('Seats')).toMatchObject({ billedNet: '9600.00', nextRunOn: '2027-01-01' });
  });

  it('is refused to a key that only reads, or for another entity', async () => {
    const reader = (await loop.key({ permissions: ['read'] })).key;
    await expectProblem(await act('Seats', 'run', {}, reader), 'auth.scope_missing');
    await expectProblem(await act('Seats', 'run', {}, yenOnly), 'auth.entity_not_granted');
  });
});

describe('the orders', () => {
  it('show of each line what was ordered, shipped, invoiced and paid', async () => {
    await event('s-1', 'Order', {
      kind: 'shipment',
      on: '2026-11-20',
      lines: [{ orderLineKey: 'l1', quantity: '3' }],
    });
    const invoice = (await read('Order')).invoices[0];
    await loop.call(key, '/v1/payments', {
      json: {
        invoiceNumber: invoice?.number,
        amount: '3600.00',
        currency: 'USD',
        receivedOn: '2026-11-24',
        externalId: 'half',
      },
      idempotencyKey: 'half',
    });
    await loop.hub.drain();
    const { items } = await readAs(loop.call(key, '/v1/orders'), OrderPage);
    expect(items).toMatchObject([
      {
        title: 'Order',
        problem: null,
        lines: [
          {
            key: 'l1',
            orderedQuantity: '4',
            orderedNet: '9600.00',
            shippedQuantity: '3',
            invoicedQuantity: '3',
            invoicedNet: '7200.00',
            paidNet: '3600.00',
          },
          { key: 'l2', orderedQuantity: '1', shippedQuantity: '0', invoicedNet: '0.00', paidNet: '0.00' },
        ],
      },
    ]);
  });
});

describe('the leakage report', () => {
  it('tells what is billable and on no invoice, by age, and what it cannot look at', async () => {
    await event('x-1', 'nowhere', { kind: 'expense', on: '2026-11-05', person: 'Noa', amount: '1.00' });
    await push(
      'contract',
      contractOf({ id: 'Euro', startsOn: '2026-11-01', plan: monthly('1'), more: { currency: 'EUR' } }),
    );
    const report = await readAs(loop.call(key, '/v1/reports/leakage'), LeakageSchema);
    // What fell due while no run was begun by the clock, and what a parked contract holds back.
    expect(report.leaks).toMatchObject([
      { contractTitle: 'Hours', isParked: false, kind: 'time_entry', missingNet: '1125.00' },
      {
        contractTitle: 'Capped',
        isParked: true,
        key: 'sub:api:2026-12-01',
        billableFrom: '2026-12-01',
        missingNet: '2400.00',
      },
    ]);
    expect(report.totals).toEqual([
      { currency: 'USD', bucket: '0-30', missingNet: '3525.00' },
      { currency: 'USD', bucket: '31-60', missingNet: '0.00' },
      { currency: 'USD', bucket: '61-90', missingNet: '0.00' },
      { currency: 'USD', bucket: '91+', missingNet: '0.00' },
    ]);
    expect(report.strays).toMatchObject([{ contractKey: 'nowhere', kind: 'expense', count: '1' }]);
    expect(report.unread).toMatchObject([{ contractTitle: 'Euro', code: 'billing.entity_unknown' }]);
    expect(report.isComplete).toBe(true);
  });

  it('tells a key for some entities of theirs only', async () => {
    const report = await readAs(loop.call(yenOnly, '/v1/reports/leakage'), LeakageSchema);
    expect(report).toMatchObject({ leaks: [], strays: [], unread: [] });
  });
});

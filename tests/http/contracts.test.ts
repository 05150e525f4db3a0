import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../runtime/src/core/json.ts';
import { BillingEventPage, ContractPreviewSchema } from '../../runtime/src/http/schemas/contracts.ts';
import { monthly, PROJECT } from '../support/sample-contracts.ts';
import { type ContractSite, createContractSite } from './support/contract-site.ts';
import { expectProblem } from './support/expect-problem.ts';
import { readAs } from './support/read-as.ts';

let site: ContractSite;

beforeAll(async () => {
  site = await createContractSite();
});
afterAll(() => site.loop.hub.close());

describe('the list of contracts', () => {
  it('says of each what is billed, what comes next and how it stands', async () => {
    const { items } = await site.list('query=seats');
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
    expect(await site.titles('form=order')).toEqual(['Order']);
    expect(await site.titles('state=ended')).toEqual(['年間契約']);
    expect(await site.titles('state=parked')).toEqual([]);
    expect(await site.titles('query=hibiki')).toEqual([]);
    expect(await site.titles(`query=${encodeURIComponent('ﾋﾋﾞｷ')}`)).toEqual([]);
    expect(await site.titles(`query=${encodeURIComponent('ひびき')}`)).toEqual(['年間契約']);
    const hudson = (await site.list('query=seats')).items[0]?.customer?.id;
    expect(await site.titles(`customerId=${hudson}`)).toEqual(['Hours', 'Order', 'Project', 'Seats']);
    await expectProblem(await site.loop.call(site.key, '/v1/contracts?form=barter'), 'request.invalid');
  });

  it('keeps its place between pages', async () => {
    const first = await site.list('limit=3');
    const rest = await site.list(`limit=3&cursor=${first.nextCursor}`);
    expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(5);
    expect(rest.nextCursor).toBeNull();
  });

  it('shows a key for some entities the contracts that these bill, and no other', async () => {
    expect(await site.titles('', site.yenOnly)).toEqual(['年間契約']);
    const other = await site.idOf('Seats');
    await expectProblem(
      await site.loop.call(site.yenOnly, `/v1/contracts/${other}`),
      'auth.entity_not_granted',
    );
    await expectProblem(
      await site.loop.call(site.yenOnly, `/v1/contracts/${other}/preview?from=2026-12-01&to=2026-12-31`),
      'auth.entity_not_granted',
    );
    const events = await readAs(site.loop.call(site.yenOnly, '/v1/billing-events'), BillingEventPage);
    expect(events.items).toEqual([]);
  });
});

describe('a contract', () => {
  it('comes with its invoices, what is booked of it and the revision in force', async () => {
    const contract = await site.read('Seats');
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
    const { progress } = await site.read('Project');
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
    await site.event('t-1', 'Hours', { ...entry, hours: '7.5', approval });
    await site.event('t-2', 'Hours', { ...entry, hours: '0.25' });
    await site.event('t-3', 'Hours', { kind: 'expense', on: '2026-11-05', person: 'Noa', amount: '80.10' });
    const { progress } = await site.read('Hours');
    expect(progress).toEqual({
      form: 'time_and_materials',
      roles: [{ role: 'engineer', approvedHours: '7.5', openHours: '0.25' }],
      expenses: { approved: '0', open: '80.1' },
    });
  });

  it('that nobody has is not found', async () => {
    await expectProblem(await site.loop.call(site.key, '/v1/contracts/ctr_00000000'), 'record.not_found');
  });
});

describe('the facts', () => {
  it('are listed newest first, of one contract and of one kind', async () => {
    const project = await site.idOf('Project');
    const page = (query: string) =>
      readAs(site.loop.call(site.key, `/v1/billing-events?${query}`), BillingEventPage);
    const { items } = await page(`contractId=${project}`);
    expect(items.map(({ event: { kind }, contractId }) => [kind, contractId])).toEqual([
      ['milestone_delivered', project],
      ['milestone_accepted', project],
      ['milestone_delivered', project],
    ]);
    expect((await page(`contractId=${project}&kind=milestone_accepted`)).items).toHaveLength(1);
    await expectProblem(
      await site.loop.call(site.key, '/v1/billing-events?contractId=ctr_00000000'),
      'record.not_found',
    );
  });
});

describe('the preview of a stored contract', () => {
  const preview = async (title: string, query: string) =>
    site.loop.call(site.key, `/v1/contracts/${await site.idOf(title)}/preview?${query}`);

  it('gives a year of invoices with their days and amounts, and writes nothing', async () => {
    const before = await site.loop.invoices();
    const answer = await readAs(preview('Seats', 'from=2026-11-24&to=2027-11-23'), ContractPreviewSchema);
    expect(answer.invoices).toHaveLength(12);
    expect(answer.invoices[0]).toMatchObject({
      invoiceOn: '2026-12-01',
      dueDate: '2026-12-31',
      net: '2400.00',
      lines: [{ key: 'sub:api:2026-12-01', quantity: '1', unitPrice: '2400', net: '2400.00' }],
    });
    expect(answer.invoices.at(-1)?.invoiceOn).toBe('2027-11-01');
    expect(await site.loop.invoices()).toEqual(before);
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
    site.loop.call(site.key, '/v1/contracts/preview', {
      json: { contract, from: '2026-12-01', to: '2027-11-30', ...more },
    });

  it('gives its invoices without anything being stored, whoever it is for', async () => {
    const before = (await site.list()).items.length;
    const answer = await readAs(preview(stored(monthly('1'))), ContractPreviewSchema);
    expect(answer.invoices.map(({ net }) => net)).toEqual(Array.from({ length: 12 }, () => '2400.00'));
    expect((await site.list()).items).toHaveLength(before);
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
    expect(findings).toMatchObject([
      { code: 'contract.not_to_exceed', level: 'error' },
      { code: 'contract.parked', level: 'error' },
    ]);
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
    const answer = await site.loop.call(site.yenOnly, '/v1/contracts/preview', {
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

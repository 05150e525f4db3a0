import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOf } from '../../../runtime/src/core/approvals/asked-step.ts';
import {
  approvalDecisions,
  approvalRequests,
  contracts,
  entities,
} from '../../../runtime/src/db/schema/index.ts';
import {
  giveStanding,
  type StandingInput,
} from '../../../runtime/src/flow/approve/standing/give-standing.ts';
import { revokeStanding } from '../../../runtime/src/flow/approve/standing/revoke-standing.ts';
import { standIn } from '../../../runtime/src/flow/approve/standing/stand-in.ts';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { getInvoice } from '../../../runtime/src/flow/read/get-invoice.ts';
import { addPerson } from '../../support/add-person.ts';
import { HUDSON, contractOf as sample } from '../../support/sample-contracts.ts';
import { type ContractLoop, createContractLoop } from '../contracts/contract-loop.ts';

let loop: ContractLoop;
let ken: Ctx;
let yui: Ctx;
beforeAll(async () => {
  loop = await createContractLoop('2026-12-20');
  ken = loop.organization.approver;
  yui = await addPerson(loop, 'Yui', ['finance_approver']);
});
afterAll(() => loop.hub.close());

const within = <T>(work: Parameters<typeof loop.hub.database.inOrganization<T>>[1]): Promise<T> =>
  loop.hub.database.inOrganization(loop.organization.id, work);
const submitByHand = (isByHand: boolean) =>
  within((tx) => tx.update(entities).set({ isAutoSubmit: !isByHand }));

let groups = 0;

/** Contracts of a new customer, 2,000.00 a month each beside the master's price, on one invoice at the end of the month. */
async function groupOf(count: number, startsOn: string): Promise<string[]> {
  const group = `g${++groups}`;
  await loop.push('customer', { ...HUDSON, id: group, name: group, legal_name: `${group} Inc.` });
  const ids: string[] = [];
  for (let at = 1; at <= count; at += 1) {
    const id = `${group}-${at}`;
    const item = { kind: 'recurring', key: 'api', sku: 'API-P', quantity: '1', unitPrice: '2000.00' };
    const plan = {
      form: 'subscription',
      interval: { unit: 'month', count: 1 },
      proration: { basis: 'day', interval: 'half_open' },
      items: [{ ...item, timing: 'in_advance' }],
    };
    const more = { customer_id: group, collective: { closingDay: 31 } };
    await loop.push('contract', sample({ id, startsOn, plan, more }));
    ids.push((await loop.contract(id)).id);
  }
  return ids;
}

const give = (contractId: string, giver: Ctx, more: Partial<StandingInput> = {}): Promise<string> =>
  giveStanding({
    ctx: giver,
    input: {
      ...{ contractId, amountMax: '2400.00', startsOn: '2026-12-01', endsOn: '2029-12-31' },
      ...{ reason: 'As agreed for the year.', ...more },
    },
  });
/** The open or decided invoices of a group, oldest first. */
const invoicesOf = async (contractId: string) => {
  const [contract] = await within((tx) => tx.select().from(contracts).where(eq(contracts.id, contractId)));
  return (await loop.invoices()).filter(
    ({ collectiveKey }) => collectiveKey !== null && collectiveKey === contract?.collectiveKey,
  );
};
const decisionsOf = (invoiceId: string) =>
  within((tx) => tx.select().from(approvalDecisions).where(eq(approvalDecisions.invoiceId, invoiceId)));
const whyNot = async (invoiceId: string): Promise<unknown> => {
  const [request] = await within((tx) =>
    tx.select().from(approvalRequests).where(eq(approvalRequests.invoiceId, invoiceId)),
  );
  return request?.explanation['standing'];
};

const FATES = ['ken', 'yui', 'both', 'none', 'low', 'past', 'revoked'] as const;
type Fate = (typeof FATES)[number];
const COVERED: ReadonlySet<Fate> = new Set(['ken', 'yui', 'both']);

async function befall(contractId: string, fate: Fate): Promise<void> {
  if (fate === 'ken' || fate === 'both') await give(contractId, ken);
  if (fate === 'yui' || fate === 'both') await give(contractId, yui);
  if (fate === 'low') await give(contractId, ken, { amountMax: '1999.99' });
  if (fate === 'past') await give(contractId, ken, { endsOn: '2026-12-30' });
  if (fate === 'revoked') {
    const standingId = await give(contractId, ken);
    await revokeStanding({ ctx: ken, input: { standingId } });
  }
}

test('a collective invoice is approved beforehand where every contract on it is covered, and never otherwise', async () => {
  const scenario = fc.array(fc.constantFrom(...FATES), { minLength: 2, maxLength: 3 });
  const always: Fate[][] = [
    ['ken', 'ken'],
    ['ken', 'yui', 'both'],
    ['ken', 'none'],
    ['yui', 'low'],
  ];
  await fc.assert(
    fc.asyncProperty(fc.array(scenario, { minLength: 8, maxLength: 8 }), async (random) => {
      const scenarios = [...always, ...random];
      const firsts: string[] = [];
      for (const fates of scenarios) {
        const ids = await groupOf(fates.length, '2026-12-21');
        for (const [at, fate] of fates.entries()) await befall(ids[at] ?? '', fate);
        firsts.push(ids[0] ?? '');
      }
      await loop.runOn('2026-12-31');
      for (const [at, fates] of scenarios.entries()) {
        const [invoice] = await invoicesOf(firsts[at] ?? '');
        const isCovered = fates.every((fate) => COVERED.has(fate));
        expect([fates, invoice?.documentStatus]).toEqual([fates, isCovered ? 'issued' : 'pending_approval']);
        const decisions = await decisionsOf(invoice?.id ?? '');
        expect(decisions).toHaveLength(isCovered ? fates.length : 0);
        for (const { contentHash } of decisions) expect(contentHash).toBe(invoice?.contentHash);
        expect(new Set(decisions.map(({ standingApprovalId }) => standingApprovalId)).size).toBe(
          decisions.length,
        );
      }
    }),
    { numRuns: 1 },
  );
}, 240_000);

test('its page names each standing approval with its contract; one that waits says what is missing', async () => {
  const covered = await groupOf(2, '2027-01-02');
  const waiting = await groupOf(2, '2027-01-02');
  for (const id of covered) await give(id, ken);
  await give(waiting[0] ?? '', ken, { amountMax: '100.00' });
  await loop.runOn('2027-01-31');
  const [issued] = await invoicesOf(covered[0] ?? '');
  const view = await getInvoice({ ctx: ken, input: { invoiceId: issued?.id ?? '' } });
  expect(view.decisions.map(({ standing }) => standing?.contract.id).sort()).toEqual([...covered].sort());
  expect(view.timeline.find(({ type }) => type === 'invoice.approved')?.data).toMatchObject({
    standingApprovalIds: view.decisions.map(({ standing }) => standing?.id),
    standingApprovalOf: 'Ken',
  });
  const [open] = await invoicesOf(waiting[0] ?? '');
  expect(await whyNot(open?.id ?? '')).toMatchObject([
    { giver: 'Ken', gaps: ['amount'], contract: { id: waiting[0] } },
    { giver: null, gaps: [], contract: { id: waiting[1] } },
  ]);
});

test('a step that wants two people is not met by one for each contract, and is by two for all of it', async () => {
  const ids = await groupOf(2, '2027-02-02');
  await loop.runOn('2027-02-28');
  const [invoice] = await invoicesOf(ids[0] ?? '');
  if (invoice === undefined) throw new Error('no invoice');
  const steps = [{ order: 1, asks: [askOf('role', 'finance_approver')], mode: { atLeast: 2 } }];
  await within((tx) =>
    tx.update(approvalRequests).set({ steps }).where(eq(approvalRequests.invoiceId, invoice.id)),
  );
  const standInNow = () => within((tx) => standIn(tx, loop.hub.system(loop.organization.id), invoice));
  await give(ids[0] ?? '', ken);
  await give(ids[1] ?? '', yui);
  expect(await standInNow()).toBe('waits');
  expect(await decisionsOf(invoice.id)).toEqual([]);
  expect(await whyNot(invoice.id)).toMatchObject([
    { giver: 'Ken', gaps: ['other_contracts'] },
    { giver: 'Yui', gaps: ['other_contracts'] },
  ]);
  await give(ids[1] ?? '', ken);
  await give(ids[0] ?? '', yui);
  expect(await standInNow()).toBe('approved');
  expect(await decisionsOf(invoice.id)).toHaveLength(4);
});

test('of two invoices at once, one takes the last place of a contract and the other waits', async () => {
  const ids = await groupOf(2, '2027-03-02');
  await give(ids[0] ?? '', ken);
  await give(ids[1] ?? '', yui, { invoicesMax: 1 });
  await submitByHand(true);
  await loop.runOn('2027-03-31');
  await loop.runOn('2027-04-30');
  const drafts = await invoicesOf(ids[0] ?? '');
  expect(drafts).toHaveLength(2);
  const ctx = loop.hub.system(loop.organization.id);
  const outcomes = await Promise.all(
    drafts.map(({ id }) => submitInvoice({ ctx, input: { invoiceId: id, reason: 'As agreed.' } })),
  );
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['approved', 'needs_approval']);
  await submitByHand(false);
});

test('one that is taken back in the same moment approves all of the invoice or nothing of it', async () => {
  await submitByHand(true);
  const ctx = loop.hub.system(loop.organization.id);
  const firsts: { first: string; standingId: string }[] = [];
  for (let at = 0; at < 4; at += 1) {
    const [first = '', second = ''] = await groupOf(2, '2027-05-02');
    await give(first, ken);
    firsts.push({ first, standingId: await give(second, yui) });
  }
  await loop.runOn('2027-05-31');
  for (const { first, standingId } of firsts) {
    const [draft] = await invoicesOf(first);
    const invoiceId = draft?.id ?? '';
    const [{ outcome }] = await Promise.all([
      submitInvoice({ ctx, input: { invoiceId, reason: 'As agreed.' } }),
      revokeStanding({ ctx: yui, input: { standingId } }),
    ]);
    expect(await decisionsOf(invoiceId)).toHaveLength(outcome === 'approved' ? 2 : 0);
  }
  await submitByHand(false);
});

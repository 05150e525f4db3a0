import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, addMonths } from '../../../runtime/src/core/civil-date.ts';
import type { JsonObject } from '../../../runtime/src/core/json.ts';
import {
  approvalDecisions,
  approvalRequests,
  auditEntries,
  entities,
  standingApprovals,
} from '../../../runtime/src/db/schema/index.ts';
import {
  giveStanding,
  type StandingInput,
} from '../../../runtime/src/flow/approve/standing/give-standing.ts';
import { getStanding } from '../../../runtime/src/flow/approve/standing/list-standing.ts';
import { revokeStanding } from '../../../runtime/src/flow/approve/standing/revoke-standing.ts';
import { submitInvoice } from '../../../runtime/src/flow/approve/submit-invoice.ts';
import type { Ctx } from '../../../runtime/src/flow/context.ts';
import { addPerson } from '../../support/add-person.ts';
import { HUDSON, ORDER, PROJECT, contractOf as sample } from '../../support/sample-contracts.ts';
import { type ContractLoop, createContractLoop } from '../contracts/contract-loop.ts';

let loop: ContractLoop;
let mei: Ctx;
beforeAll(async () => {
  loop = await createContractLoop('2026-01-01');
  mei = await addPerson(loop, 'Mei', ['finance']);
  await loop.push('customer', HUDSON);
});
afterAll(() => loop.hub.close());

/** Access each month at an agreed price beside the master's 2,400.00, which asks an approver each time. */
const agreed = (
  title: string,
  startsOn: string,
  unitPrice = '2000.00',
  more: JsonObject = {},
): JsonObject => ({
  id: title,
  title,
  currency: 'USD',
  customer_id: 'c-1',
  starts_on: startsOn,
  ends_on: addDays(addMonths(startsOn, 2), -1),
  revisions: [
    {
      effectiveOn: startsOn,
      terms: 'net:30',
      plan: {
        form: 'subscription',
        interval: { unit: 'month', count: 1 },
        proration: { basis: 'day', interval: 'half_open' },
        items: [
          { kind: 'recurring', key: 'api', sku: 'API-P', quantity: '1', unitPrice, timing: 'in_advance' },
        ],
      },
    },
  ],
  ...more,
});

const approver = () => loop.organization.approver;
const within = <T>(work: Parameters<typeof loop.hub.database.inOrganization<T>>[1]): Promise<T> =>
  loop.hub.database.inOrganization(loop.organization.id, work);
const year = (startsOn: string, more: Partial<StandingInput> = {}): StandingInput => ({
  amountMax: '3000.00',
  startsOn,
  endsOn: addMonths(startsOn, 12),
  reason: 'As agreed for the year.',
  ...more,
});

let begun = 0;

/** A contract of two months of its own, so that a run bills nobody else's; it begins on the day that is returned. */
async function contractOf(
  title: string,
  unitPrice?: string,
): Promise<{ contractId: string; startsOn: string }> {
  const startsOn = addMonths('2027-01-01', 2 * begun++);
  await loop.runOn(addDays(startsOn, -1));
  await loop.push('contract', agreed(title, startsOn, unitPrice));
  return { contractId: (await loop.contract(title)).id, startsOn };
}
const submitByHand = (isAutoSubmit: boolean) => within((tx) => tx.update(entities).set({ isAutoSubmit }));
const give = (contractId: string, input: StandingInput, ctx = approver()): Promise<string> =>
  giveStanding({ ctx, input: { contractId, ...input } });
const invoicesOf = async (contractId: string) =>
  (await loop.invoices()).filter((invoice) => invoice.contractId === contractId);
const decisionsOf = (invoiceId: string) =>
  within((tx) => tx.select().from(approvalDecisions).where(eq(approvalDecisions.invoiceId, invoiceId)));
/** The causes that the open request of an invoice names. */
const gapsOf = async (invoiceId: string): Promise<unknown> => {
  const [request] = await within((tx) =>
    tx.select().from(approvalRequests).where(eq(approvalRequests.invoiceId, invoiceId)),
  );
  const standing = request?.explanation['standing'];
  return Array.isArray(standing) ? standing.flatMap((each) => (each as { gaps: unknown }).gaps) : undefined;
};

describe('a standing approval', () => {
  test('approves an invoice of its contract with a decision of exactly its content, which names it', async () => {
    const { contractId, startsOn } = await contractOf('Covered');
    const standingId = await give(contractId, year(startsOn));
    await loop.runOn(startsOn);
    const [invoice] = await invoicesOf(contractId);
    expect(invoice).toMatchObject({ documentStatus: 'issued' });
    expect(await decisionsOf(invoice?.id ?? '')).toMatchObject([
      {
        decision: 'approved',
        contentHash: invoice?.contentHash,
        standingApprovalId: standingId,
        actor: { kind: 'person', name: 'Ken' },
        metAsks: ['role:finance_approver'],
      },
    ]);
    const view = await getStanding({ ctx: mei, input: { standingId } });
    expect(view).toMatchObject({ state: 'in_force', amountMax: '3000.00', currency: 'USD' });
    expect(view.approved.map(({ invoiceId }) => invoiceId)).toEqual([invoice?.id]);
    const trail = await within((tx) =>
      tx
        .select()
        .from(auditEntries)
        .where(eq(auditEntries.objectId, invoice?.id ?? '')),
    );
    expect(trail.find(({ action }) => action === 'invoice.approve')).toMatchObject({
      actor: { kind: 'system' },
      after: { standingApprovalIds: [standingId], standingApprovalOf: 'Ken' },
    });
  });

  test.each<[string, (startsOn: string) => Partial<StandingInput>, string[]]>([
    ['above its amount', () => ({ amountMax: '1999.99' }), ['amount']],
    ['before its first day', (on) => ({ startsOn: addDays(on, 1) }), ['not_begun']],
    ['after its last day', (on) => ({ startsOn: addDays(on, -9), endsOn: addDays(on, -1) }), ['expired']],
  ])('lets nothing through %s: it waits for people, and says why', async (what, limits, gaps) => {
    const { contractId, startsOn } = await contractOf(`Beyond: ${what}`);
    await give(contractId, { ...year(startsOn), ...limits(startsOn) });
    await loop.runOn(startsOn);
    const [invoice] = await invoicesOf(contractId);
    expect(invoice).toMatchObject({ documentStatus: 'pending_approval' });
    expect(await gapsOf(invoice?.id ?? '')).toEqual(gaps);
    expect(await decisionsOf(invoice?.id ?? '')).toEqual([]);
  });

  test('approves as many invoices as it says, and the next one waits', async () => {
    const { contractId, startsOn } = await contractOf('Counted');
    await give(contractId, year(startsOn, { invoicesMax: 1 }));
    await loop.runOn(startsOn);
    await loop.runOn(addMonths(startsOn, 1));
    const [first, second] = await invoicesOf(contractId);
    expect(first).toMatchObject({ documentStatus: 'issued' });
    expect(second).toMatchObject({ documentStatus: 'pending_approval' });
    expect(await gapsOf(second?.id ?? '')).toEqual(['count']);
  });

  test('does not cover a buyer who is called or reached otherwise by now', async () => {
    const { contractId, startsOn } = await contractOf('Moved');
    await give(contractId, year(startsOn));
    await loop.push('customer', { ...HUDSON, email: 'fraud@hudson.example' });
    await loop.runOn(startsOn);
    const [invoice] = await invoicesOf(contractId);
    expect(await gapsOf(invoice?.id ?? '')).toContain('buyer');
    await loop.push('customer', HUDSON);
  });

  test('ends with a change of what is agreed, and its giver is told', async () => {
    const { contractId, startsOn } = await contractOf('Changed');
    const standingId = await give(contractId, year(startsOn));
    await loop.push('contract', agreed('Changed', startsOn, '2000.00', { title: 'Changed in name only' }));
    expect((await getStanding({ ctx: mei, input: { standingId } })).state).not.toBe('contract_changed');
    const before = loop.hub.mails.length;
    await loop.push('contract', agreed('Changed', startsOn, '2100.00'));
    expect(await getStanding({ ctx: mei, input: { standingId } })).toMatchObject({
      state: 'contract_changed',
      endedBy: { kind: 'system' },
    });
    expect(loop.hub.mails.slice(before).map(({ to }) => to.map(({ name }) => name))).toEqual([['Ken']]);
    await loop.runOn(startsOn);
    const [invoice] = await invoicesOf(contractId);
    expect(invoice).toMatchObject({ documentStatus: 'pending_approval' });
    expect(await gapsOf(invoice?.id ?? '')).toContain('contract_changed');
  });

  test('is taken back at once by its giver or an administrator, and by nobody else', async () => {
    const { contractId, startsOn } = await contractOf('Revoked');
    const standingId = await give(contractId, year(startsOn));
    await expect(revokeStanding({ ctx: mei, input: { standingId } })).rejects.toMatchObject({
      code: 'auth.scope_missing',
    });
    await revokeStanding({ ctx: loop.organization.author, input: { standingId, reason: 'A doubt.' } });
    await revokeStanding({ ctx: approver(), input: { standingId } });
    await loop.runOn(startsOn);
    const [invoice] = await invoicesOf(contractId);
    expect(await gapsOf(invoice?.id ?? '')).toEqual(['revoked']);
  });

  test('stands in only where its giver may decide: not for another step, and not for what they submitted', async () => {
    const { contractId, startsOn } = await contractOf('Not asked');
    await give(contractId, year(startsOn), mei);
    await loop.runOn(startsOn);
    const [invoice] = await invoicesOf(contractId);
    // The rule asks an approver; Mei is of finance.
    expect(await gapsOf(invoice?.id ?? '')).toEqual(['giver_not_asked']);
    const own = await contractOf('Own');
    await give(own.contractId, year(own.startsOn));
    await submitByHand(false);
    await loop.runOn(own.startsOn);
    const [submitted] = await invoicesOf(own.contractId);
    const invoiceId = submitted?.id ?? '';
    await submitInvoice({ ctx: approver(), input: { invoiceId, reason: 'As agreed.' } });
    expect(await gapsOf(invoiceId)).toEqual(['giver_barred']);
    await submitByHand(true);
  });
});

describe('giving one', () => {
  test('takes a person who may approve, a series, a limit and an end', async () => {
    const { contractId, startsOn } = await contractOf('Given');
    const machine: Ctx = { ...approver(), actor: { kind: 'api_key', id: 'key_1', name: 'n8n' } };
    await expect(give(contractId, year(startsOn), machine)).rejects.toMatchObject({
      code: 'approval.person_required',
    });
    const viewer = await addPerson(loop, 'Vera', ['viewer']);
    await expect(give(contractId, year(startsOn), viewer)).rejects.toMatchObject({
      code: 'auth.scope_missing',
    });
    for (const [limits, pointer] of [
      [{ endsOn: addDays(startsOn, -1) }, '/endsOn'],
      [{ startsOn: '2001-01-01', endsOn: '2001-12-31' }, '/endsOn'],
      [{ amountMax: '0.00' }, '/amountMax'],
      [{ amountMax: '10.001' }, '/amountMax'],
    ] as const) {
      await expect(give(contractId, year(startsOn, limits))).rejects.toMatchObject({
        code: 'request.invalid',
        errors: [{ pointer }],
      });
    }
    const first = await give(contractId, year(startsOn));
    await give(contractId, year(startsOn, { amountMax: '2500.00' }));
    expect(await getStanding({ ctx: mei, input: { standingId: first } })).toMatchObject({
      state: 'replaced',
    });
  });

  test('is refused to whoever changed the contract', async () => {
    const { contractId, startsOn } = await contractOf('Written');
    await within((tx) =>
      tx.insert(auditEntries).values({
        organizationId: loop.organization.id,
        id: 'aud_written_by_ken',
        occurredAt: loop.hub.clock.now(),
        actor: approver().actor,
        action: 'contract.updated',
        objectKind: 'contract',
        objectId: contractId,
        before: null,
        after: null,
        reason: null,
        requestId: 'req_test',
      }),
    );
    await expect(give(contractId, year(startsOn))).rejects.toMatchObject({
      code: 'approval.author_cannot_approve',
    });
  });

  test('is refused for a project, and for an order that is billed on its own', async () => {
    const startsOn = '2050-01-01';
    for (const [id, plan] of [
      ['Project', PROJECT],
      ['Order', ORDER],
    ] as const) {
      await loop.push('contract', sample({ id, startsOn, plan }));
      const { id: contractId } = await loop.contract(id);
      await expect(give(contractId, year(startsOn))).rejects.toMatchObject({
        code: 'approval.standing_refused',
      });
    }
  });

  test('cannot be changed in the database, only ended', async () => {
    const { contractId, startsOn } = await contractOf('Frozen');
    const standingId = await give(contractId, year(startsOn));
    const change = (set: object) =>
      within((tx) => tx.update(standingApprovals).set(set).where(eq(standingApprovals.id, standingId)));
    await expect(change({ amountMaxMinor: 10n ** 12n })).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/never changed/) },
    });
    await revokeStanding({ ctx: approver(), input: { standingId } });
    await expect(change({ endedAt: null, endedBy: null, endCause: null })).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/never changed/) },
    });
  });
});

test('of two invoices at once, one takes the last place and the other waits', async () => {
  const { contractId, startsOn } = await contractOf('Race');
  await give(contractId, year(startsOn, { invoicesMax: 1 }));
  await submitByHand(false);
  await loop.runOn(startsOn);
  await loop.runOn(addMonths(startsOn, 1));
  const drafts = (await invoicesOf(contractId)).map(({ id }) => id);
  expect(drafts).toHaveLength(2);
  const system = loop.hub.system(loop.organization.id);
  const outcomes = await Promise.all(
    drafts.map((invoiceId) => submitInvoice({ ctx: system, input: { invoiceId, reason: 'As agreed.' } })),
  );
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['approved', 'needs_approval']);
  await submitByHand(true);
});

import { eq } from 'drizzle-orm';
import { bookDifference } from '../../core/billing/difference/book-difference.ts';
import { findImplausible } from '../../core/billing/difference/find-implausible.ts';
import { groupIntoInvoices } from '../../core/billing/difference/group-into-invoices.ts';
import { hasEnded } from '../../core/billing/leftover/has-ended.ts';
import { payOut } from '../../core/billing/leftover/pay-out.ts';
import { unplacedFinding } from '../../core/billing/leftover/unplaced-finding.ts';
import { stopsContract } from '../../core/billing/stops-contract.ts';
import { addDays, compareDates, todayIn } from '../../core/civil-date.ts';
import type { Finding } from '../../core/validation/finding.ts';
import type { Tx } from '../../db/open-database.ts';
import { contracts } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { computeCharges } from './compute-charges.ts';
import { giveBackLeftover } from './give-back-leftover.ts';
import { loadBooked } from './load-booked.ts';
import { getContractForUpdate } from './load-contract.ts';
import { loadFacts } from './load-facts.ts';
import { loadCustomerOfContract, loadTerms } from './load-terms.ts';
import { loadUsualMinor } from './load-usual-minor.ts';
import { lockOpenDrafts } from './lock-open-drafts.ts';
import { isReleased, parkContract } from './park-contract.ts';
import { type Reconciled, reconcileDrafts } from './reconcile-drafts.ts';

/** Lines of one run, at most. A guess: a year of a hundred items is 1,200. */
const LINES_MAX = 5_000;
/** How many times the largest invoice so far a run may come to, before somebody looks at it. A guess. */
const TIMES_USUAL_MAX = 10n;
/** How far ahead the next due day is looked for. */
const HORIZON_DAYS = 400;

/** What a run over a contract did; parked, it booked nothing and says why. */
export type BilledContract =
  | ({ outcome: 'billed' } & Reconciled)
  | { outcome: 'parked'; findings: Finding[] };

/**
 * Brings the invoices of a contract up to date as of today in its entity's zone: recomputes all that should be billed by
 * now and books the difference to what is. Running it twice books nothing. What is implausible is not booked: the
 * contract is parked with its findings until somebody releases it. Throws `billing.*` when it cannot be billed as it is.
 */
export async function billContract({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { contractId: string };
}): Promise<BilledContract> {
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) => bill(tx, ctx, input.contractId));
}

async function bill(tx: Tx, ctx: Ctx, contractId: string): Promise<BilledContract> {
  const { contract, source } = await getContractForUpdate(tx, contractId);
  const open = await lockOpenDrafts(tx, contract.id);
  // What does not need each other is asked together: a run over thousands of contracts waits for nothing but answers.
  const [terms, facts, booked, expectedMinor] = await Promise.all([
    loadTerms(tx, contract.body),
    loadFacts(tx, source),
    loadBooked(tx, contract.id),
    loadUsualMinor(tx, contract.id),
  ]);
  authorise(ctx, 'create', terms.entity.id);
  const { currency, entity } = terms;
  const asOf = todayIn(entity.timeZone, ctx.deps.clock.now());
  const input = { contract: contract.body, source, terms, facts, booked };
  const { charges, findings, isComplete } = await computeCharges(tx, input, asOf);
  const booking = { booked, currency, rounding: entity.rounding };
  const lines = bookDifference({ ...booking, charges, asOf });
  const strange = findImplausible({
    lines,
    currency,
    bookedMinor: booked.reduce(
      (sum, one) => sum + one.fullMinor + one.differenceMinor + one.adjustmentMinor,
      0n,
    ),
    notToExceedMinor: null,
    expectedMinor,
    limits: { linesMax: LINES_MAX, timesExpectedMax: TIMES_USUAL_MAX },
  });
  const stopping = [...findings.filter(stopsContract), ...strange];
  if (stopping.length > 0 && !isReleased(contract, stopping)) {
    await parkContract(tx, ctx, contract, stopping);
    return { outcome: 'parked', findings: stopping };
  }
  const horizon = addDays(asOf, HORIZON_DAYS);
  const later = await computeCharges(tx, input, horizon);
  const days = daysAhead(
    [...later.charges, ...bookDifference({ ...booking, charges: later.charges, asOf: horizon })],
    asOf,
  );
  const { invoices, carried, carriedCreditMinor } = groupIntoInvoices(lines, { collective: false, currency });
  const isOver = days.length === 0 && hasEnded(contract.body, isComplete, asOf);
  const leftover = isOver ? payOut(carried, currency) : { invoices: [], credits: [] };
  const customer = await loadCustomerOfContract(tx, contract.body, source);
  const done = await reconcileDrafts(tx, ctx, {
    contract,
    source,
    terms,
    customer,
    open: open.filter(({ creditsInvoiceId }) => creditsInvoiceId === null),
    groups: [...invoices, ...leftover.invoices],
  });
  const { unplacedMinor, ...given } = await giveBackLeftover(tx, ctx, {
    contractId: contract.id,
    terms,
    credits: leftover.credits,
    open: open.filter(({ creditsInvoiceId }) => creditsInvoiceId !== null),
  });
  // What waits is looked at again when the contract is over: then no invoice will set it off.
  const { endsOn } = contract.body;
  if (carriedCreditMinor > 0n && endsOn !== undefined) days.push(...daysAhead([dayAfter(endsOn)], asOf));
  await tx
    .update(contracts)
    .set({
      nextRunOn: days.toSorted(compareDates)[0] ?? null,
      findings: unplacedMinor === 0n ? findings : [...findings, unplacedFinding(unplacedMinor, currency)],
      parked: null,
      creditLeftMinor: carriedCreditMinor,
      creditUnplacedMinor: unplacedMinor,
      creditIsOver: isOver && carriedCreditMinor > 0n,
      isComplete: isComplete && days.length === 0 && unplacedMinor === 0n,
    })
    .where(eq(contracts.id, contract.id));
  const changed = [...done.created, ...done.regenerated, ...given.created, ...given.regenerated];
  if (entity.isAutoSubmit)
    await submit(
      tx,
      ctx,
      changed.filter((id) => !done.waiting.includes(id)),
    );
  return { outcome: 'billed', ...merged(done, given) };
}

const dayAfter = (day: string) => ({ invoiceOn: addDays(day, 1) });

/** The days after a day on which something falls due. */
const daysAhead = (due: readonly { invoiceOn: string }[], asOf: string): string[] =>
  due.flatMap(({ invoiceOn }) => (compareDates(invoiceOn, asOf) > 0 ? [invoiceOn] : []));

const merged = (one: Reconciled, other: Reconciled): Reconciled => ({
  created: [...one.created, ...other.created],
  regenerated: [...one.regenerated, ...other.regenerated],
  unchanged: [...one.unchanged, ...other.unchanged],
  discarded: [...one.discarded, ...other.discarded],
  waiting: one.waiting,
});

async function submit(tx: Tx, ctx: Ctx, invoiceIds: string[]): Promise<void> {
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(
    tx,
    invoiceIds.map((invoiceId) => ({
      stage: 'submit',
      key: invoiceId,
      payload: { organizationId, requestId, invoiceId },
    })),
  );
}

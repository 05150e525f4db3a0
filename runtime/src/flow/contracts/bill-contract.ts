import { eq } from 'drizzle-orm';
import { bookDifference } from '../../core/billing/difference/book-difference.ts';
import { findImplausible } from '../../core/billing/difference/find-implausible.ts';
import { groupIntoInvoices } from '../../core/billing/difference/group-into-invoices.ts';
import { stopsContract } from '../../core/billing/stops-contract.ts';
import { addDays, compareDates, todayIn } from '../../core/civil-date.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Finding } from '../../core/validation/finding.ts';
import type { Tx } from '../../db/open-database.ts';
import { contracts } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { computeCharges } from './compute-charges.ts';
import { loadBooked } from './load-booked.ts';
import { type ContractRow, getContractForUpdate } from './load-contract.ts';
import { loadFacts } from './load-facts.ts';
import { loadCustomerOfContract, loadTerms } from './load-terms.ts';
import { loadUsualMinor } from './load-usual-minor.ts';
import { lockOpenDrafts } from './lock-open-drafts.ts';
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
  const input = { contract: contract.body, source, terms, facts };
  const { charges, findings } = await computeCharges(tx, input, asOf);
  const lines = bookDifference({ charges, booked, asOf, currency, rounding: entity.rounding });
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
  if (stopping.length > 0 && !isReleased(contract, stopping)) return park(tx, ctx, contract, stopping);
  const { invoices } = groupIntoInvoices(lines, { collective: false, currency });
  const customer = await loadCustomerOfContract(tx, contract.body, source);
  const done = await reconcileDrafts(tx, ctx, { contract, source, terms, customer, open, groups: invoices });
  const later = await computeCharges(tx, input, addDays(asOf, HORIZON_DAYS));
  const days = later.charges.flatMap(({ invoiceOn }) =>
    compareDates(invoiceOn, asOf) > 0 ? [invoiceOn] : [],
  );
  await tx
    .update(contracts)
    .set({ nextRunOn: days.toSorted(compareDates)[0] ?? null, findings, parked: null })
    .where(eq(contracts.id, contract.id));
  const changed = [...done.created, ...done.regenerated].filter((id) => !done.waiting.includes(id));
  if (entity.isAutoSubmit) await submit(tx, ctx, changed);
  return { outcome: 'billed', ...done };
}

const isReleased = ({ released }: ContractRow, findings: Finding[]): boolean =>
  released !== null &&
  // With its amounts: what grows beyond what was let pass asks again.
  findings.every(({ code, text }) =>
    released.findings.some((passed) => passed.code === code && passed.text.en === text.en),
  );

async function park(tx: Tx, ctx: Ctx, contract: ContractRow, findings: Finding[]): Promise<BilledContract> {
  if (stableJson(findings) !== stableJson(contract.parked)) {
    await recordAudit(tx, ctx, {
      action: 'contract.park',
      objectKind: 'contract',
      objectId: contract.id,
      after: { findings },
    });
  }
  await tx.update(contracts).set({ parked: findings }).where(eq(contracts.id, contract.id));
  return { outcome: 'parked', findings };
}

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

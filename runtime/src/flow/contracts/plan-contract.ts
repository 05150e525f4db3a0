import { AppError } from '../../core/app-error.ts';
import { closedOf } from '../../core/billing/collective/closed-of.ts';
import type { OwnedLine } from '../../core/billing/contract-to-draft.ts';
import { bookDifference } from '../../core/billing/difference/book-difference.ts';
import { findImplausible } from '../../core/billing/difference/find-implausible.ts';
import { findUnknownProducts, unknownProduct } from '../../core/billing/find-unknown-products.ts';
import type { FormCharges } from '../../core/billing/form-charges.ts';
import { hasEnded } from '../../core/billing/leftover/has-ended.ts';
import { skusOfContract } from '../../core/billing/skus-of-contract.ts';
import { stopsContract } from '../../core/billing/stops-contract.ts';
import { addDays, compareDates } from '../../core/civil-date.ts';
import type { Finding } from '../../core/validation/finding.ts';
import type { Tx } from '../../db/open-database.ts';
import { type ChargesInput, computeCharges } from './compute-charges.ts';
import { toLineOwner } from './group-to-draft.ts';
import { isReleased } from './is-released.ts';
import type { Billable } from './load-billables.ts';

/** Lines of one run, at most. A guess: a year of a hundred items is 1,200. */
const LINES_MAX = 5_000;
/** How many times the largest invoice so far a run may come to, before somebody looks at it. A guess. */
const TIMES_USUAL_MAX = 10n;
/** How far ahead the next due day is looked for. */
const HORIZON_DAYS = 400;

/** What a run would book of a contract; parked, it books nothing and says why. */
export type ContractPlan = Billable &
  (
    | { parked: Finding[] }
    | {
        parked: null;
        asOf: string;
        lines: OwnedLine[];
        findings: Finding[];
        /** The next day on which something of it falls due, by what is known now. */
        nextRunOn: string | null;
        /** All that is agreed is on invoices by now, or on these lines. */
        isComplete: boolean;
        /** It will have no next invoice. */
        isOver: boolean;
      }
  );

/** The day of a run, and the last closing day whose collective invoice is issued; undefined where none is. */
export type RunDay = { asOf: string; closedUntil: string | undefined };

/** Of a contract that is billed now. */
export type RunningPlan = Extract<ContractPlan, { parked: null }>;

/**
 * Recomputes all that a contract should have billed by a day and takes off what it has. What is implausible is parked
 * until somebody releases it; of contracts that are billed together, also one whose product the master does not hold, until
 * it does: the others are billed without it. Throws `billing.contract_invalid`.
 */
export async function planContract(tx: Tx, billable: Billable, run: RunDay): Promise<ContractPlan> {
  const { contract, source, terms, facts, booked } = billable;
  const { asOf } = run;
  const closed = closedOf(contract.body, run.closedUntil);
  const { currency, entity } = terms;
  const input = { contract: contract.body, source, terms, facts, booked: booked.charges };
  const isBilledTogether = contract.collectiveKey !== null;
  const computed = await chargesOrUnknown(tx, input, asOf);
  if (!('charges' in computed)) {
    if (isBilledTogether && computed.unknown.length > 0) return { ...billable, parked: computed.unknown };
    throw computed.cause;
  }
  const { charges, findings, isComplete } = computed;
  const booking = {
    ...{ booked: booked.charges, currency, rounding: entity.rounding },
    ...(closed === undefined ? {} : { closed }),
  };
  const lines = bookDifference({ ...booking, charges, asOf });
  const strange = findImplausible({
    lines,
    currency,
    bookedMinor: booked.charges.reduce(
      (sum, one) => sum + one.fullMinor + one.differenceMinor + one.adjustmentMinor,
      0n,
    ),
    notToExceedMinor: null,
    expectedMinor: booked.usualMinor,
    limits: { linesMax: LINES_MAX, timesExpectedMax: TIMES_USUAL_MAX },
  });
  // Nobody can let it pass: without its product no line of it has a name or a tax.
  const unknown = isBilledTogether ? findUnknownProducts(lines, terms.master.productOn) : [];
  if (unknown.length > 0) return { ...billable, parked: unknown };
  const stopping = [...findings.filter(stopsContract), ...strange];
  if (stopping.length > 0 && !isReleased(contract, stopping)) return { ...billable, parked: stopping };
  const horizon = addDays(asOf, HORIZON_DAYS);
  const later = await computeCharges(tx, input, horizon);
  // What more of a charge is due on a later day than the charge itself is among the differences.
  const due = [...later.charges, ...bookDifference({ ...booking, charges: later.charges, asOf: horizon })];
  const days = due.flatMap(({ invoiceOn }) => (compareDates(invoiceOn, asOf) > 0 ? [invoiceOn] : []));
  const owner = toLineOwner(contract.id, contract.body, source);
  return {
    ...billable,
    parked: null,
    asOf,
    lines: lines.map((line) => ({ ...line, owner })),
    findings,
    nextRunOn: days.toSorted(compareDates)[0] ?? null,
    isComplete: isComplete && days.length === 0,
    isOver: days.length === 0 && hasEnded(contract.body, isComplete, asOf),
  };
}

/** The charges, or why there are none and which products the master does not hold: one that is missing has no price. */
async function chargesOrUnknown(
  tx: Tx,
  input: ChargesInput,
  asOf: string,
): Promise<FormCharges | { cause: AppError; unknown: Finding[] }> {
  try {
    return await computeCharges(tx, input, asOf);
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'billing.contract_invalid') throw cause;
    const { productOn } = input.terms.master;
    const missing = skusOfContract(input.contract).filter((sku) => productOn(sku, asOf) === undefined);
    return { cause, unknown: missing.map((sku) => unknownProduct(sku, asOf)) };
  }
}

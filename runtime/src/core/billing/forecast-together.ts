import { addDays, compareDates } from '../civil-date.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { ok, type Result } from '../result.ts';
import type { Finding } from '../validation/finding.ts';
import type { BookedCharge, Charge } from './charge.ts';
import { closedOf } from './collective/closed-of.ts';
import { type ContractChargesInput, contractCharges } from './contract-charges.ts';
import { nextClosing } from './difference/after-closing.ts';
import { bookDifference } from './difference/book-difference.ts';
import type { DifferenceLine } from './difference/difference-line.ts';
import { groupIntoInvoices, type InvoiceGroup } from './difference/group-into-invoices.ts';
import { stopsContract } from './stops-contract.ts';

/** A contract with what is known of it. */
export type ForecastContract<Owner> = Omit<ContractChargesInput, 'asOf'> & {
  /** Told with each of its lines. */
  owner: Owner;
  /** Whether somebody let findings that would stop the contract pass. */
  isReleased?: (stopping: Finding[]) => boolean;
};

/** Contracts that are billed together, and the days that are looked at. */
export type ForecastTogetherInput<Owner> = {
  /** They agree on their currency. */
  contracts: readonly ForecastContract<Owner>[];
  currency: CurrencyCode;
  /** The first day on which a run is made: today, for what is billed already; the first day of any when absent. */
  since?: string;
  /** The last day that is looked at. */
  until: string;
  /** The last closing day whose collective invoice is issued; absent where none is. */
  closedUntil?: string;
};

/** How one of the contracts comes out. */
export type ForecastFindings = {
  /** What is not right about the contract on the last day that was billed. */
  findings: Finding[];
  /** The day on which an error stops the contract, until somebody lets it pass; null when none does. */
  parkedOn: string | null;
};

/** The invoices of contracts beyond what is booked, oldest first. */
export type ForecastTogether<Owner> = {
  invoices: InvoiceGroup<DifferenceLine & { owner: Owner }>[];
  /** What waits for a later invoice in the customer's favour on the last day, zero or more. */
  carriedCreditMinor: bigint;
  /** In the order of the contracts. */
  byContract: ForecastFindings[];
};

type Known<Owner> = { contract: ForecastContract<Owner>; booked: BookedCharge[] } & ForecastFindings;

/**
 * Bills contracts day by day as the hub would, each invoice issued on its day: on no day a fact counts that came later.
 * From their start with nothing booked it is what was billed; from today with what is booked, what comes. One that an
 * error stops is left out from that day on and holds up no other. Fails with a sentence when a contract contradicts itself
 * or something of it cannot be priced.
 */
export function forecastTogether<Owner>(
  input: ForecastTogetherInput<Owner>,
): Result<ForecastTogether<Owner>> {
  const days = daysOfChange(input);
  if (!days.ok) return days;
  const { currency } = input;
  const invoices: ForecastTogether<Owner>['invoices'] = [];
  let carriedCreditMinor = 0n;
  let { closedUntil } = input;
  const all = input.contracts.map(
    (contract): Known<Owner> => ({ contract, booked: [...contract.booked], findings: [], parkedOn: null }),
  );
  for (const asOf of days.value) {
    const due = dueOf(all, asOf, closedUntil);
    if (!due.ok) return due;
    if (all.every(({ parkedOn }) => parkedOn !== null)) break;
    const grouped = groupIntoInvoices(due.value, { collective: false, currency });
    for (const { lines } of grouped.invoices) {
      for (const known of all)
        known.booked = book(
          known.booked,
          lines.filter(({ of }) => of === known),
        );
    }
    invoices.push(...grouped.invoices.map((invoice) => ({ ...invoice, lines: invoice.lines.map(toOwned) })));
    carriedCreditMinor = grouped.carriedCreditMinor;
    closedUntil = grouped.invoices.at(-1)?.invoiceOn ?? closedUntil;
  }
  const byContract = all.map(({ findings, parkedOn }) => ({ findings, parkedOn }));
  return ok({ invoices, carriedCreditMinor, byContract });
}

type DueLine<Owner> = DifferenceLine & { of: Known<Owner> };

const toOwned = <Owner>({ of, ...line }: DueLine<Owner>): DifferenceLine & { owner: Owner } => ({
  ...line,
  owner: of.contract.owner,
});

/** What a run on a day would book of the contracts that are not stopped; those that are stopped on it are told so. */
function dueOf<Owner>(
  all: readonly Known<Owner>[],
  asOf: string,
  closedUntil: string | undefined,
): Result<DueLine<Owner>[]> {
  const lines: DueLine<Owner>[] = [];
  for (const known of all) {
    if (known.parkedOn !== null) continue;
    const { contract, booked } = known;
    const made = contractCharges({ ...contract, booked, asOf });
    if (!made.ok) return made;
    const { charges, findings } = made.value;
    known.findings = findings;
    const stopping = findings.filter(stopsContract);
    if (stopping.length > 0 && contract.isReleased?.(stopping) !== true) {
      known.parkedOn = asOf;
      continue;
    }
    const closed = closedOf(contract.contract, closedUntil);
    const due = bookDifference({
      ...{ ...contract, charges, booked, asOf },
      ...(closed === undefined ? {} : { closed }),
    });
    lines.push(...due.map((line) => ({ ...line, of: known })));
  }
  return ok(lines);
}

/** The days on which something falls due, is agreed or happens, the first and the last one. Between them nothing changes. */
function daysOfChange<Owner>({
  contracts,
  since,
  until,
  closedUntil,
}: ForecastTogetherInput<Owner>): Result<string[]> {
  const days = new Set([until]);
  const firstDays = since === undefined ? contracts.map(({ contract }) => contract.startsOn) : [since];
  const first = [...firstDays, until].toSorted(compareDates)[0] ?? until;
  days.add(first);
  for (const known of contracts) {
    const all = contractCharges({ ...known, asOf: until });
    if (!all.ok) return all;
    for (const day of daysOf(known, all.value.charges, until)) days.add(day);
    const closed = closedOf(known.contract, closedUntil);
    if (closed !== undefined) days.add(nextClosing(closed));
  }
  return ok(
    [...days]
      .filter((day) => compareDates(day, first) >= 0 && compareDates(day, until) <= 0)
      .sort(compareDates),
  );
}

const daysOf = <Owner>(
  known: ForecastContract<Owner>,
  charges: readonly Charge[],
  until: string,
): string[] => [
  ...charges.map(({ invoiceOn }) => invoiceOn),
  ...bookDifference({ ...known, charges, asOf: until }).map(({ invoiceOn }) => invoiceOn),
  ...known.contract.revisions.map(({ effectiveOn }) => effectiveOn),
  ...known.facts.flatMap(({ event }) => ('on' in event ? [event.on] : [])),
  ...(known.contract.endsOn === undefined ? [] : [addDays(known.contract.endsOn, 1)]),
];

function book(all: readonly BookedCharge[], lines: readonly DifferenceLine[]): BookedCharge[] {
  if (lines.length === 0) return [...all];
  const booked = new Map(all.map((one) => [one.key, one]));
  for (const { key, kind, sku, period, invoiceOn, books, amountMinor } of lines) {
    const nothing = { fullMinor: 0n, differenceMinor: 0n, adjustmentMinor: 0n };
    const known = booked.get(key) ?? { key, kind, sku, period, invoiceOn, ...nothing };
    booked.set(
      key,
      books === 'full'
        ? { ...known, period, invoiceOn, fullMinor: known.fullMinor + amountMinor }
        : { ...known, differenceMinor: known.differenceMinor + amountMinor },
    );
  }
  return [...booked.values()];
}

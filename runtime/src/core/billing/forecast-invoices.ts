import { addDays, compareDates } from '../civil-date.ts';
import { ok, type Result } from '../result.ts';
import type { Finding } from '../validation/finding.ts';
import type { BookedCharge } from './charge.ts';
import { type ContractChargesInput, contractCharges } from './contract-charges.ts';
import { bookDifference } from './difference/book-difference.ts';
import type { DifferenceLine } from './difference/difference-line.ts';
import { groupIntoInvoices, type InvoiceGroup } from './difference/group-into-invoices.ts';
import { stopsContract } from './stops-contract.ts';

/** A contract with what is known of it, and the days that are looked at. */
export type ForecastInput = Omit<ContractChargesInput, 'asOf'> & {
  /** The first day on which a run is made: today, for what is billed already; the contract's first day when absent. */
  since?: string;
  /** The last day that is looked at. */
  until: string;
  /** Whether somebody let findings that would stop the contract pass. */
  isReleased?: (stopping: Finding[]) => boolean;
};

/** The invoices of a contract beyond what is booked, oldest first. */
export type Forecast = {
  invoices: InvoiceGroup[];
  /** What waits for a later invoice in the customer's favour on the last day, zero or more. */
  carriedCreditMinor: bigint;
  /** What is not right about the contract on the last day that was billed. */
  findings: Finding[];
  /** The day on which an error stops the contract, until somebody lets it pass; null when none does. */
  parkedOn: string | null;
};

/**
 * Bills a contract day by day as the hub would, each invoice issued on its day: on no day a fact counts that came later.
 * From the contract's start with nothing booked it is what was billed; from today with what is booked, what comes.
 * Fails with a sentence when the contract contradicts itself or something of it cannot be priced.
 */
export function forecastInvoices(input: ForecastInput): Result<Forecast> {
  const days = daysOfChange(input);
  if (!days.ok) return days;
  const { currency, rounding } = input;
  const forecast: Forecast = { invoices: [], carriedCreditMinor: 0n, findings: [], parkedOn: null };
  const booked = new Map(input.booked.map((one) => [one.key, one]));
  for (const asOf of days.value) {
    const due = contractCharges({ ...input, booked: [...booked.values()], asOf });
    if (!due.ok) return due;
    const { charges, findings } = due.value;
    forecast.findings = findings;
    const stopping = findings.filter(stopsContract);
    if (stopping.length > 0 && input.isReleased?.(stopping) !== true)
      return ok({ ...forecast, parkedOn: asOf });
    const lines = bookDifference({ charges, booked: [...booked.values()], asOf, currency, rounding });
    const { invoices, carriedCreditMinor } = groupIntoInvoices(lines, { collective: false, currency });
    for (const invoice of invoices) for (const line of invoice.lines) book(booked, line);
    forecast.invoices.push(...invoices);
    forecast.carriedCreditMinor = carriedCreditMinor;
  }
  return ok(forecast);
}

/** The days on which something falls due, is agreed or happens, the first and the last one. Between them nothing changes. */
function daysOfChange(input: ForecastInput): Result<string[]> {
  const { contract, facts, booked, currency, rounding, until } = input;
  const all = contractCharges({ ...input, asOf: until });
  if (!all.ok) return all;
  const { charges } = all.value;
  const since = earlier(input.since ?? contract.startsOn, until);
  const days = new Set([
    ...charges.map(({ invoiceOn }) => invoiceOn),
    ...bookDifference({ charges, booked, asOf: until, currency, rounding }).map(({ invoiceOn }) => invoiceOn),
    ...contract.revisions.map(({ effectiveOn }) => effectiveOn),
    ...facts.flatMap(({ event }) => ('on' in event ? [event.on] : [])),
    ...(contract.endsOn === undefined ? [] : [addDays(contract.endsOn, 1)]),
    since,
    until,
  ]);
  return ok(
    [...days]
      .filter((day) => compareDates(day, since) >= 0 && compareDates(day, until) <= 0)
      .sort(compareDates),
  );
}

const earlier = (one: string, other: string): string => (compareDates(one, other) < 0 ? one : other);

function book(booked: Map<string, BookedCharge>, line: DifferenceLine): void {
  const { key, kind, sku, period, invoiceOn, books, amountMinor } = line;
  const nothing = { fullMinor: 0n, differenceMinor: 0n, adjustmentMinor: 0n };
  const known = booked.get(key) ?? { key, kind, sku, period, invoiceOn, ...nothing };
  booked.set(
    key,
    books === 'full'
      ? { ...known, period, invoiceOn, fullMinor: known.fullMinor + amountMinor }
      : { ...known, differenceMinor: known.differenceMinor + amountMinor },
  );
}

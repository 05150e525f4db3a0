import { compareDates } from '../civil-date.ts';
import { ok, type Result } from '../result.ts';
import type { Finding } from '../validation/finding.ts';
import type { BookedCharge } from './charge.ts';
import { type ContractChargesInput, contractCharges } from './contract-charges.ts';
import { bookDifference } from './difference/book-difference.ts';
import type { DifferenceLine } from './difference/difference-line.ts';
import { groupIntoInvoices, type InvoiceGroup } from './difference/group-into-invoices.ts';
import { stopsContract } from './stops-contract.ts';

/** A contract with what is known of it, and the last day that is looked at. */
export type ForecastInput = Omit<ContractChargesInput, 'asOf' | 'booked'> & { until: string };

/** The invoices of a contract from its start, oldest first. */
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
 * Fails with a sentence when the contract contradicts itself or something of it cannot be priced.
 */
export function forecastInvoices(input: ForecastInput): Result<Forecast> {
  const days = daysOfChange(input);
  if (!days.ok) return days;
  const { currency, rounding } = input;
  const forecast: Forecast = { invoices: [], carriedCreditMinor: 0n, findings: [], parkedOn: null };
  const booked = new Map<string, BookedCharge>();
  for (const asOf of days.value) {
    const due = contractCharges({ ...input, booked: [...booked.values()], asOf });
    if (!due.ok) return due;
    const { charges, findings } = due.value;
    forecast.findings = findings;
    if (findings.some(stopsContract)) return ok({ ...forecast, parkedOn: asOf });
    const lines = bookDifference({ charges, booked: [...booked.values()], asOf, currency, rounding });
    const { invoices, carriedCreditMinor } = groupIntoInvoices(lines, { collective: false, currency });
    for (const invoice of invoices) for (const line of invoice.lines) book(booked, line);
    forecast.invoices.push(...invoices);
    forecast.carriedCreditMinor = carriedCreditMinor;
  }
  return ok(forecast);
}

/** The days on which something falls due, is agreed or happens, and the last one. Between them nothing changes. */
function daysOfChange(input: ForecastInput): Result<string[]> {
  const { contract, facts, until } = input;
  const all = contractCharges({ ...input, booked: [], asOf: until });
  if (!all.ok) return all;
  const days = new Set([
    ...all.value.charges.map(({ invoiceOn }) => invoiceOn),
    ...contract.revisions.map(({ effectiveOn }) => effectiveOn),
    ...facts.flatMap(({ event }) => ('on' in event ? [event.on] : [])),
    until,
  ]);
  return ok([...days].filter((day) => compareDates(day, until) <= 0).sort(compareDates));
}

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

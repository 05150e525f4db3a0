import { AppError } from '../../core/app-error.ts';
import { formOf } from '../../core/billing/contract-charges.ts';
import type { LineOwner, OwnedLine } from '../../core/billing/contract-to-draft.ts';
import type { InvoiceGroup } from '../../core/billing/difference/group-into-invoices.ts';
import { type ForecastContract, forecastTogether } from '../../core/billing/forecast-together.ts';
import { parkedFinding } from '../../core/billing/parked-finding.ts';
import type { CanonicalContract } from '../../core/canonical/contract.ts';
import { addDays, addMonths, compareDates, daysBetween } from '../../core/civil-date.ts';
import type { Period, PrecedingInvoice } from '../../core/invoice/document.ts';
import { dueDate, parseTerms } from '../../core/invoice/terms.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import type { Finding } from '../../core/validation/finding.ts';
import type { Tx } from '../../db/open-database.ts';
import { type ChargesInput, loadChargesInput } from './compute-charges.ts';
import { type DraftPlace, groupToDraft, toLineOwner } from './group-to-draft.ts';
import { loadPreceding, type PrecedingOf } from './load-preceding.ts';
import type { ContractTerms } from './load-terms.ts';

/** The longest time that is looked ahead, in months. */
const PREVIEW_MONTHS_MAX = 36;
/** Days beyond are mistakes, and every date that is computed from these has four digits of year. */
export const PREVIEW_DAY = /^(19|20|21)\d{2}-/;
/** A guess of what one answer may hold: three years of a hundred items a month are 3,600. */
const CHARGES_MAX = 20_000;

/** Days between which invoices are asked for, both included. */
export type PreviewSpan = { from: string; to: string };

/** One line of an invoice to come; amounts and quantities are decimal strings. */
export type PreviewLine = {
  key: string | null;
  sku: string;
  name: string;
  description: string | null;
  period: Period | null;
  quantity: string;
  unitPrice: string;
  net: string;
};

/** An invoice that a contract will give when nothing changes; amounts are decimal strings in major units. */
export type PreviewedInvoice = {
  /** A deposit and a final invoice are of a project. */
  type: InvoiceGroup['type'];
  invoiceOn: string;
  /** The day on which it is due when it is issued on its day. */
  dueDate: string | null;
  supplyDate: string;
  net: string;
  tax: string;
  payable: string;
  lines: PreviewLine[];
};

/** The invoices of a span by their days, and what is not right about the contract by its end. */
export type ContractPreview = PreviewSpan & {
  currency: string;
  invoices: PreviewedInvoice[];
  /** Credit that no invoice until `to` sets off. */
  carriedCredit: string;
  findings: Finding[];
};

/** A contract with what is known of it. */
export type PreviewedContract = Omit<ChargesInput, 'terms'> &
  Pick<ForecastContract<unknown>, 'isReleased'> & { contractId: string };

/** One contract, or all that are billed together with it, and those who bill and are billed. */
export type PreviewInput = DraftPlace & {
  contracts: readonly PreviewedContract[];
  /** The first day on which a run is made; the first day of any of them when absent. */
  since?: string;
  /** The last closing day whose collective invoice is issued; absent where none is. */
  closedUntil?: string;
};

/**
 * What runs on every day until the end of a span would book, of what falls due in it: the same forecast as without a
 * database, from what is booked. Nothing is written.
 */
export async function previewInvoices(
  tx: Tx,
  input: PreviewInput,
  span: PreviewSpan,
): Promise<ContractPreview> {
  refuseSpan(input, span);
  const { terms, since, closedUntil } = input;
  const { currency } = terms;
  const known = await Promise.all(input.contracts.map((one) => toForecast(tx, one, terms, span.to)));
  const forecast = forecastTogether({
    contracts: known.map(({ contract }) => contract),
    currency,
    ...(since === undefined ? {} : { since }),
    ...(closedUntil === undefined ? {} : { closedUntil }),
    until: span.to,
  });
  if (!forecast.ok) throw new AppError('billing.contract_invalid', { detail: forecast.reason });
  const { invoices, carriedCreditMinor, byContract } = forecast.value;
  const precedingOf = await precedingIn(tx, input, invoices);
  const due = [...invoices.entries()].filter(([, { invoiceOn }]) => compareDates(invoiceOn, span.from) >= 0);
  return {
    ...span,
    currency,
    invoices: due.map(([place, group]) => previewOf(input, group, precedingOf(place))),
    carriedCredit: moneyToText(money(carriedCreditMinor, currency)),
    findings: byContract.flatMap(({ findings, parkedOn }, place) => [
      ...findings,
      ...(known[place]?.late ?? []),
      ...(parkedOn === null ? [] : [parkedFinding(parkedOn)]),
    ]),
  };
}

/** A final invoice is of one project, which is billed on its own. */
async function precedingIn(
  tx: Tx,
  { contracts: [contract] }: PreviewInput,
  groups: readonly InvoiceGroup<OwnedLine>[],
): Promise<PrecedingOf> {
  return contract === undefined ? () => null : loadPreceding(tx, contract.contractId, groups);
}

async function toForecast(
  tx: Tx,
  { contractId, isReleased, ...known }: PreviewedContract,
  terms: ContractTerms,
  until: string,
): Promise<{ contract: ForecastContract<LineOwner>; late: Finding[] }> {
  const { charged, late } = await loadChargesInput(tx, { ...known, terms }, until);
  const owner = toLineOwner(contractId, known.contract, known.source);
  return { contract: { ...charged, owner, ...(isReleased === undefined ? {} : { isReleased }) }, late };
}

function refuseSpan(input: PreviewInput, { from, to }: PreviewSpan): void {
  const refuse = (pointer: string, detail: string): never => {
    throw new AppError('request.invalid', { errors: [{ pointer, code: 'request.invalid', detail }] });
  };
  if (!PREVIEW_DAY.test(from)) refuse('/from', 'must be from 1900 to 2199');
  if (!PREVIEW_DAY.test(to)) refuse('/to', 'must be from 1900 to 2199');
  if (compareDates(to, from) < 0) refuse('/to', 'must not be before from');
  if (compareDates(to, addDays(addMonths(from, PREVIEW_MONTHS_MAX), -1)) > 0)
    refuse('/to', `must be at most ${PREVIEW_MONTHS_MAX} months after from`);
  const charges = input.contracts.reduce((sum, { contract }) => sum + chargesAtMost(contract, to), 0);
  if (charges > CHARGES_MAX) refuse('/contract', `comes to more than ${CHARGES_MAX} charges by ${to}`);
}

const UNIT_DAYS = { day: 1, week: 7, month: 28, year: 365 } as const;

/** How many periods of items there can be by a day; other forms are bound by their facts. */
function chargesAtMost(contract: CanonicalContract, to: string): number {
  if (formOf(contract) !== 'subscription' || compareDates(to, contract.startsOn) < 0) return 0;
  const days = daysBetween(contract.startsOn, to);
  const counts = contract.revisions.map(({ plan }) => {
    if (plan.form !== 'subscription') return 0;
    const { unit, count } = plan.interval;
    return Math.ceil(days / (UNIT_DAYS[unit] * count)) * plan.items.length;
  });
  return Math.max(...counts);
}

function previewOf(
  input: DraftPlace,
  group: InvoiceGroup<OwnedLine>,
  preceding: readonly PrecedingInvoice[] | null,
): PreviewedInvoice {
  const { type = 'invoice', termsCode, supplyDate, lines, totals } = groupToDraft(input, group, preceding);
  const terms = parseTerms(termsCode);
  return {
    type,
    invoiceOn: group.invoiceOn,
    dueDate: terms.ok ? dueDate(terms.value, group.invoiceOn) : null,
    supplyDate,
    net: moneyToText(totals.lineNet),
    tax: moneyToText(totals.tax),
    payable: moneyToText(totals.payable),
    lines: lines.map(({ line, computed }) => ({
      key: line.charge?.key ?? null,
      sku: line.sku,
      name: line.name,
      description: line.description,
      period: line.charge?.charge.period ?? null,
      quantity: decimalToText(line.amounts.quantity),
      unitPrice: decimalToText(line.amounts.unitPrice),
      net: moneyToText(computed.net),
    })),
  };
}

import type { AllowanceCharge, DocumentLine, InvoiceDocument } from '../invoice/document.ts';
import { type CurrencyCode, currencyDigits } from '../money/currency.ts';
import { parseMoneyText } from '../money/parse-money-text.ts';
import { addRatios, multiplyRatios, type Ratio, ZERO_RATIO } from '../money/ratio.ts';
import { roundRatio } from '../money/round-ratio.ts';

/**
 * What is known of a line's cost, as decimal texts: the units of its product that it stands for, and what one of them
 * costs by the product version that the line was priced with, in major units of the invoice's currency without tax.
 */
export type LineCost = { units: string; unitCost: string };

/** In parts per million, rounded down; undefined, never a guess, where a margin is not known. Lines stand in their order. */
export type Margins = { wholePpm: bigint | undefined; linesPpm: readonly (bigint | undefined)[] };

const PPM = 1_000_000n;
/** A loss of a million times the net, below any threshold: a condition compares numbers of 64 bits. */
const MARGIN_PPM_MIN = -PPM * PPM;

/**
 * What an invoice and each of its lines leave of their net after discounts and allowances, less what they cost, as a share
 * of that net. Charges such as freight stand outside: they cost something that no product tells. Not known where a line has
 * no known cost or gives something back, for a credit note, and where the net is not above zero. Allowances of the document
 * are the whole invoice's and no line's.
 */
export function invoiceMargins(
  document: InvoiceDocument,
  currency: CurrencyCode,
  costs: ReadonlyMap<number, LineCost>,
): Margins {
  const isCredit = document.type === 'credit_note';
  const lineCosts = document.lines.map((line) =>
    isCredit ? undefined : costOfLine(line, currency, costs.get(line.position)),
  );
  const linesPpm = document.lines.map((line, at) => {
    const net = lineCosts[at] && withoutCharges(line.netAmount, line.charges ?? [], currency);
    return marginPpm(net, lineCosts[at]);
  });
  const cost = sumOfKnown(lineCosts);
  const net = cost && withoutCharges(document.totals.taxExclusive, chargesOf(document), currency);
  return { wholePpm: marginPpm(net, cost), linesPpm };
}

function marginPpm(netMinor: bigint | undefined, cost: Ratio | undefined): bigint | undefined {
  if (netMinor === undefined || cost === undefined || netMinor <= 0n) return undefined;
  const leftNumerator = netMinor * cost.denominator - cost.numerator;
  const rounding = leftNumerator < 0n ? 'up' : 'down';
  const rounded = roundRatio(leftNumerator * PPM, netMinor * cost.denominator, rounding);
  return rounded < MARGIN_PPM_MIN ? MARGIN_PPM_MIN : rounded;
}

const chargesOf = (document: InvoiceDocument): AllowanceCharge[] => [
  ...(document.charges ?? []),
  ...document.lines.flatMap((line) => line.charges ?? []),
];

function withoutCharges(
  text: string,
  charges: readonly AllowanceCharge[],
  currency: CurrencyCode,
): bigint | undefined {
  const net = parseMoneyText(text, currency);
  if (!net.ok) return undefined;
  let netMinor = net.value.amountMinor;
  for (const { amount } of charges) {
    const charge = parseMoneyText(amount, currency);
    if (!charge.ok) return undefined;
    netMinor -= charge.value.amountMinor;
  }
  return netMinor;
}

/** In minor units, exact. */
function costOfLine(
  { netAmount }: DocumentLine,
  currency: CurrencyCode,
  known: LineCost | undefined,
): Ratio | undefined {
  const net = parseMoneyText(netAmount, currency);
  if (known === undefined || !net.ok || net.value.amountMinor < 0n) return undefined;
  const [units, unitCost] = [unsignedRatio(known.units), unsignedRatio(known.unitCost)];
  if (units === undefined || unitCost === undefined) return undefined;
  const { numerator, denominator } = multiplyRatios(units, unitCost);
  return { numerator: numerator * 10n ** BigInt(currencyDigits(currency)), denominator };
}

/** Undefined as soon as one is not known, and where there is none. */
function sumOfKnown(costs: readonly (Ratio | undefined)[]): Ratio | undefined {
  let sum = ZERO_RATIO;
  for (const cost of costs) {
    if (cost === undefined) return undefined;
    sum = addRatios(sum, cost);
  }
  return costs.length === 0 ? undefined : sum;
}

const UNSIGNED = /^([0-9]+)(?:\.([0-9]+))?$/;

/** A decimal of zero or more as a fraction. Without Big, which would take most of the time of a simulation's facts. */
function unsignedRatio(text: string): Ratio | undefined {
  const [, integer, fraction = ''] = UNSIGNED.exec(text) ?? [];
  if (integer === undefined) return undefined;
  return { numerator: BigInt(`${integer}${fraction}`), denominator: 10n ** BigInt(fraction.length) };
}

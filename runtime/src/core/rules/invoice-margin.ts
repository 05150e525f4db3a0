import type { AllowanceCharge, InvoiceDocument } from '../invoice/document.ts';
import { type CurrencyCode, currencyDigits } from '../money/currency.ts';
import { parseMoneyText } from '../money/parse-money-text.ts';
import { addRatios, multiplyRatios, type Ratio, ZERO_RATIO } from '../money/ratio.ts';
import { roundRatio } from '../money/round-ratio.ts';

/**
 * What is known of a line's cost, as decimal texts: the units of its product that it stands for, and what one of them
 * costs by the product version that the line was priced with, in major units of the invoice's currency without tax.
 */
export type LineCost = { units: string; unitCost: string };

const PPM = 1_000_000n;
/** A loss of a million times the net, below any threshold: a condition compares numbers of 64 bits. */
const MARGIN_PPM_MIN = -PPM * PPM;

/**
 * What an invoice leaves of its net after discounts and allowances, less what its lines cost, in parts per million of that
 * net, rounded down. Charges such as freight stand outside: they cost something that no product tells. Undefined, never a
 * guess, where a line has no known cost or gives something back, for a credit note, and where the net is not above zero.
 */
export function invoiceMarginPpm(
  document: InvoiceDocument,
  currency: CurrencyCode,
  costs: ReadonlyMap<number, LineCost>,
): bigint | undefined {
  if (document.type === 'credit_note' || document.lines.length === 0) return undefined;
  const cost = costOfLines(document, currency, costs);
  if (cost === undefined) return undefined;
  const netMinor = netWithoutCharges(document, currency);
  if (netMinor === undefined || netMinor <= 0n) return undefined;
  const leftNumerator = netMinor * cost.denominator - cost.numerator;
  const rounding = leftNumerator < 0n ? 'up' : 'down';
  const marginPpm = roundRatio(leftNumerator * PPM, netMinor * cost.denominator, rounding);
  return marginPpm < MARGIN_PPM_MIN ? MARGIN_PPM_MIN : marginPpm;
}

function netWithoutCharges(document: InvoiceDocument, currency: CurrencyCode): bigint | undefined {
  const net = parseMoneyText(document.totals.taxExclusive, currency);
  if (!net.ok) return undefined;
  const charges: AllowanceCharge[] = [
    ...(document.charges ?? []),
    ...document.lines.flatMap((line) => line.charges ?? []),
  ];
  let netMinor = net.value.amountMinor;
  for (const { amount } of charges) {
    const charge = parseMoneyText(amount, currency);
    if (!charge.ok) return undefined;
    netMinor -= charge.value.amountMinor;
  }
  return netMinor;
}

/** In minor units, exact; undefined as soon as that of one line is not known. */
function costOfLines(
  document: InvoiceDocument,
  currency: CurrencyCode,
  costs: ReadonlyMap<number, LineCost>,
): Ratio | undefined {
  let sum = ZERO_RATIO;
  for (const { position, netAmount } of document.lines) {
    const known = costs.get(position);
    const net = parseMoneyText(netAmount, currency);
    if (known === undefined || !net.ok || net.value.amountMinor < 0n) return undefined;
    const [units, unitCost] = [unsignedRatio(known.units), unsignedRatio(known.unitCost)];
    if (units === undefined || unitCost === undefined) return undefined;
    sum = addRatios(sum, multiplyRatios(units, unitCost));
  }
  return { ...sum, numerator: sum.numerator * 10n ** BigInt(currencyDigits(currency)) };
}

const UNSIGNED = /^([0-9]+)(?:\.([0-9]+))?$/;

/** A decimal of zero or more as a fraction. Without Big, which would take most of the time of a simulation's facts. */
function unsignedRatio(text: string): Ratio | undefined {
  const [, integer, fraction = ''] = UNSIGNED.exec(text) ?? [];
  if (integer === undefined) return undefined;
  return { numerator: BigInt(`${integer}${fraction}`), denominator: 10n ** BigInt(fraction.length) };
}

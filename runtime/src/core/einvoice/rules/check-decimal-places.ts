import type { AllowanceCharge, InvoiceDocument } from '../../invoice/document.ts';
import { type ProfileRefusal, refuse } from '../profile-refusal.ts';
import { ublAmount } from '../ubl-amount.ts';

/** An amount with its place and the number of its rule; nothing where the document has none. */
type Place = [pointer: string, text: string | undefined, rule: string];

/** European amounts have two decimals at most (BR-DEC-01 to 28): a dinar of 1000 fils fits only when it is round. */
export function checkDecimalPlaces(document: InvoiceDocument): ProfileRefusal[] {
  const { totals, allowances = [], charges = [], lines, taxRows } = document;
  const places: Place[] = [
    ...partPlaces(allowances, '/allowances', '01', '02'),
    ...partPlaces(charges, '/charges', '05', '06'),
    ['/totals/lineNet', totals.lineNet, '09'],
    ['/totals/allowances', totals.allowances, '10'],
    ['/totals/charges', totals.charges, '11'],
    ['/totals/taxExclusive', totals.taxExclusive, '12'],
    ['/totals/tax', totals.tax, '13'],
    ['/totals/taxInclusive', totals.taxInclusive, '14'],
    ['/totals/taxInTaxCurrency', totals.taxInTaxCurrency, '15'],
    ['/totals/prepaid', totals.prepaid, '16'],
    ['/totals/rounding', totals.rounding, '17'],
    ['/totals/payable', totals.payable, '18'],
    ...taxRows.flatMap(({ base, tax }, index): Place[] => [
      [`/taxRows/${index}/base`, base, '19'],
      [`/taxRows/${index}/tax`, tax, '20'],
    ]),
    ...lines.flatMap((line, index): Place[] => [
      [`/lines/${index}/netAmount`, line.netAmount, '23'],
      [`/lines/${index}/discount/amount`, line.discount?.amount, '24'],
      ...partPlaces(line.allowances ?? [], `/lines/${index}/allowances`, '24', '25'),
      ...partPlaces(line.charges ?? [], `/lines/${index}/charges`, '27', '28'),
    ]),
  ];
  return places.flatMap(([pointer, text, rule]) =>
    text === undefined || decimalPlaces(ublAmount(text)) <= 2
      ? []
      : refuse(`BR-DEC-${rule}`, pointer, `The amount ${text} has more than two decimals.`),
  );
}

const partPlaces = (parts: AllowanceCharge[], at: string, amountRule: string, baseRule: string): Place[] =>
  parts.flatMap(({ amount, base }, index): Place[] => [
    [`${at}/${index}/amount`, amount, amountRule],
    [`${at}/${index}/base`, base, baseRule],
  ]);

const decimalPlaces = (text: string): number => (text.split('.')[1] ?? '').length;

import type { AllowanceCharge, DocumentAllowanceCharge } from '../invoice/document.ts';
import { decimalOf } from '../money/decimal-of.ts';
import type { TaxView } from './tax-view.ts';
import { ublAmount } from './ubl-amount.ts';
import { group, leaf, type XmlElement } from './xml.ts';

/** What PEPPOL-EN16931-R040 lets an amount differ from its percentage, whatever the currency. */
const SLACK = '0.02';

/** An allowance or a charge (BG-20, BG-21, BG-27, BG-28) in the order of UBL 2.1. */
export function ublAllowance(
  part: AllowanceCharge,
  isCharge: boolean,
  currencyID: string,
  taxCategory?: XmlElement,
): XmlElement {
  const isStated = isPercentageStated(part);
  return group(
    'cac:AllowanceCharge',
    leaf('cbc:ChargeIndicator', String(isCharge)),
    leaf('cbc:AllowanceChargeReasonCode', part.reasonCode),
    leaf('cbc:AllowanceChargeReason', part.reason),
    isStated ? leaf('cbc:MultiplierFactorNumeric', part.percent) : undefined,
    leaf('cbc:Amount', ublAmount(part.amount), { currencyID }),
    isStated && part.base !== undefined
      ? leaf('cbc:BaseAmount', ublAmount(part.base), { currencyID })
      : undefined,
    taxCategory,
  );
}

/** The allowances and charges of the whole document, each with its tax. */
export function ublDocumentAllowances(
  parts: readonly DocumentAllowanceCharge[],
  isCharge: boolean,
  currencyID: string,
  taxes: TaxView,
): XmlElement[] {
  return parts.map((part) => {
    const category = taxes.codeOf(part.taxCategory);
    const tax = group(
      'cac:TaxCategory',
      leaf('cbc:ID', category),
      category === 'O' ? undefined : leaf('cbc:Percent', part.taxRatePercent),
      group('cac:TaxScheme', leaf('cbc:ID', 'VAT')),
    );
    return ublAllowance(part, isCharge, currencyID, tax);
  });
}

/**
 * A percentage stands with what it is of (R041, R042), and only where the amount is that percentage to two hundredths: a
 * yen that was rounded is not. The amount is what counts, so it stands alone then.
 */
function isPercentageStated({ amount, percent, base }: AllowanceCharge): boolean {
  if (percent === undefined || base === undefined) return false;
  const share = decimalOf(base).times(decimalOf(percent)).times('0.01');
  return share.minus(decimalOf(amount)).abs().lte(SLACK);
}

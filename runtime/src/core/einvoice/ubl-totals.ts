import type { InvoiceDocument } from '../invoice/document.ts';
import { decimalOf } from '../money/decimal-of.ts';
import { exemptionOf } from './exemption.ts';
import { type EInvoiceProfile, isJapaneseProfile } from './profile.ts';
import type { TaxBreakdown, TaxView } from './tax-view.ts';
import { ublAmount } from './ubl-amount.ts';
import { group, leaf, type XmlElement } from './xml.ts';

/** The tax breakdown (BG-23) with its total (BT-110), and the total in the tax currency (BT-111). */
export function ublTaxTotals(
  document: InvoiceDocument,
  taxes: TaxView,
  profile: EInvoiceProfile,
): XmlElement[] {
  const { currency, totals, locale } = document;
  const breakdown = group(
    'cac:TaxTotal',
    leaf('cbc:TaxAmount', ublAmount(totals.tax), { currencyID: currency }),
    taxes.rows.map((row) => {
      const { code, reason } = exemptionOf(row, profile, locale);
      return group(
        'cac:TaxSubtotal',
        leaf('cbc:TaxableAmount', ublAmount(row.base), { currencyID: currency }),
        leaf('cbc:TaxAmount', ublAmount(row.tax), { currencyID: currency }),
        taxCategory(row, leaf('cbc:TaxExemptionReasonCode', code), leaf('cbc:TaxExemptionReason', reason)),
      );
    }),
  );
  const inTaxCurrency = taxTotalInTaxCurrency(document, taxes, profile);
  return inTaxCurrency === undefined ? [breakdown] : [breakdown, inTaxCurrency];
}

const taxCategory = ({ category, ratePercent }: TaxBreakdown, ...why: (XmlElement | undefined)[]) =>
  group(
    'cac:TaxCategory',
    leaf('cbc:ID', category),
    leaf('cbc:Percent', ratePercent),
    why,
    group('cac:TaxScheme', leaf('cbc:ID', 'VAT')),
  );

/**
 * Japan has the tax of each category in yen as well (ibg-38). Where only the total is known, all of it is that of the one
 * row that has any.
 */
function taxTotalInTaxCurrency(
  { taxCurrency, totals: { taxInTaxCurrency: amount } }: InvoiceDocument,
  taxes: TaxView,
  profile: EInvoiceProfile,
): XmlElement | undefined {
  if (taxCurrency === undefined || amount === undefined) return undefined;
  const currencyID = taxCurrency;
  return group(
    'cac:TaxTotal',
    leaf('cbc:TaxAmount', ublAmount(amount), { currencyID }),
    isJapaneseProfile(profile)
      ? taxes.rows.map((row) =>
          group(
            'cac:TaxSubtotal',
            leaf('cbc:TaxAmount', ublAmount(row.taxInTaxCurrency ?? (isTaxed(row) ? amount : '0')), {
              currencyID,
            }),
            taxCategory(row),
          ),
        )
      : undefined,
  );
}

/** True for a row with a tax that is not zero. */
export const isTaxed = ({ tax }: TaxBreakdown): boolean => !decimalOf(tax).eq(0);

/** Document totals (BG-22), in the order of UBL 2.1. */
export function ublMonetaryTotal({ currency, totals }: InvoiceDocument): XmlElement {
  const amount = (name: string, text: string | undefined) =>
    text === undefined ? undefined : leaf(name, ublAmount(text), { currencyID: currency });
  return group(
    'cac:LegalMonetaryTotal',
    amount('cbc:LineExtensionAmount', totals.lineNet),
    amount('cbc:TaxExclusiveAmount', totals.taxExclusive),
    amount('cbc:TaxInclusiveAmount', totals.taxInclusive),
    amount('cbc:AllowanceTotalAmount', totals.allowances),
    amount('cbc:ChargeTotalAmount', totals.charges),
    amount('cbc:PrepaidAmount', totals.prepaid),
    amount('cbc:PayableRoundingAmount', totals.rounding),
    amount('cbc:PayableAmount', totals.payable),
  );
}

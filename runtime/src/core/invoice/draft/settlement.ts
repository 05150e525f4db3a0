import { type TaxInCurrency, taxInCurrency } from '../../fx/tax-in-currency.ts';
import { type CurrencyCode, currencyDigits, parseCurrencyCode } from '../../money/currency.ts';
import { minorToText } from '../../money/minor-to-text.ts';
import { parseMoneyText } from '../../money/parse-money-text.ts';
import { splitByWeight } from '../../money/split-by-weight.ts';
import { powerOfTen, textToRatio } from '../../money/text-to-ratio.ts';
import { errorFinding, type Finding } from '../../validation/finding.ts';
import type { TotalAmounts } from '../amounts/compute-amounts.ts';
import { percentOf } from '../amounts/part-amount.ts';
import type { Instalment, Withholding } from '../document.ts';
import type { InvoiceDraft } from '../draft-document.ts';
import { isJapaneseSeller } from '../seller-country.ts';

/** A member of the document, nothing where the draft does not ask for it, or what stands against it. */
export type Settled<Value> = { value?: Value; findings: Finding[] };

/** The taxes of the breakdown and their total in the tax currency (BT-111), at the rate that the draft states. */
export function taxInTaxCurrency(
  draft: InvoiceDraft,
  currency: CurrencyCode,
  taxesMinor: readonly bigint[],
): Settled<TaxInCurrency> {
  if (draft.taxCurrency === undefined) return { findings: [] };
  const taxCurrency = parseCurrencyCode(draft.taxCurrency);
  if (!taxCurrency.ok) {
    return refuse(
      'currency.unknown',
      '/taxCurrency',
      `${draft.taxCurrency} is no ISO 4217 currency.`,
      `${draft.taxCurrency}はISO 4217の通貨コードではありません。`,
    );
  }
  if (taxCurrency.value === currency) {
    return refuse(
      'tax_currency.same',
      '/taxCurrency',
      'The tax currency is the document\u2019s own: leave it out (PEPPOL-EN16931-R005).',
      '税額表示通貨が請求書の通貨と同じです。指定は不要です(PEPPOL-EN16931-R005)。',
    );
  }
  const rate = draft.exchangeRate?.rate;
  if (rate === undefined || textToRatio(rate).numerator === 0n) {
    return refuse(
      'tax_currency.rate_missing',
      '/exchangeRate',
      `Without a rate the tax cannot be stated in ${draft.taxCurrency}.`,
      `換算レートがないため、税額を${draft.taxCurrency}で表示できません。`,
    );
  }
  const terms = { from: currency, to: taxCurrency.value, rate, rounding: draft.rounding.mode };
  return { value: taxInCurrency(taxesMinor, terms), findings: [] };
}

/**
 * 源泉徴収: base times rate, rounded once by the document's mode; for a Japanese seller what is below one unit is
 * dropped (国税庁タックスアンサー No.2795).
 */
export function withheld(
  draft: InvoiceDraft,
  currency: CurrencyCode,
  { taxExclusive }: TotalAmounts,
): Settled<Withholding> {
  const { withholding } = draft;
  if (withholding === undefined) return { findings: [] };
  const base = withholding.base === undefined ? null : parseMoneyText(withholding.base, currency);
  if (base?.ok === false) {
    return refuse(
      'amount.unreadable',
      '/withholding/base',
      `${withholding.base} ${base.reason}.`,
      `${withholding.base}は${currency}の金額として扱えません。`,
    );
  }
  const baseMinor = base === null ? taxExclusive : base.value.amountMinor;
  const mode = isJapaneseSeller(draft.seller) ? 'down' : draft.rounding.mode;
  const digits = currencyDigits(currency);
  return {
    value: {
      base: minorToText(baseMinor, digits),
      ratePercent: withholding.ratePercent,
      amount: minorToText(percentOf(baseMinor, textToRatio(withholding.ratePercent), mode), digits),
    },
    findings: [],
  };
}

/** The payable amount in instalments: shares of it by largest remainder, or the amounts as they were agreed. */
export function instalmentsOf(
  { instalments }: InvoiceDraft,
  currency: CurrencyCode,
  { payable }: TotalAmounts,
): Settled<Instalment[]> {
  if (instalments.length === 0) return { findings: [] };
  const shares = instalments.flatMap(({ sharePercent }) => (sharePercent === undefined ? [] : sharePercent));
  if (shares.length > 0 && shares.length < instalments.length) {
    return refuse(
      'instalments.mixed',
      '/instalments',
      'Instalments are all shares or all amounts.',
      '分割払いは、すべて割合またはすべて金額で指定してください。',
    );
  }
  if (shares.length === 0) return agreedInstalments(instalments, currency);
  const weights = shares.map(toTenDecimals);
  if (weights.reduce((sum, weight) => sum + weight, 0n) !== 100n * powerOfTen(10)) {
    return refuse(
      'instalments.shares_sum',
      '/instalments',
      'The shares of the instalments do not add up to 100 percent.',
      '分割払いの割合の合計が100%ではありません。',
    );
  }
  const amounts = splitByWeight(payable, weights);
  const digits = currencyDigits(currency);
  return {
    value: instalments.map(({ dueDate, label }, index) => ({
      dueDate,
      amount: minorToText(amounts[index] ?? 0n, digits),
      ...(label === undefined ? {} : { label }),
    })),
    findings: [],
  };
}

/** A decimal has at most 10 decimals, so that this is exact. */
function toTenDecimals(text: string): bigint {
  const { numerator, denominator } = textToRatio(text);
  return (numerator * powerOfTen(10)) / denominator;
}

function agreedInstalments(
  instalments: InvoiceDraft['instalments'],
  currency: CurrencyCode,
): Settled<Instalment[]> {
  const findings: Finding[] = [];
  const value = instalments.map(({ dueDate, label, amount = '' }, index) => {
    const parsed = parseMoneyText(amount, currency);
    if (!parsed.ok) {
      const pointer = `/instalments/${index}/amount`;
      const ja = `${amount}は${currency}の金額として扱えません。`;
      findings.push(errorFinding('amount.unreadable', pointer, `${amount} ${parsed.reason}.`, ja));
    }
    const amountMinor = parsed.ok ? parsed.value.amountMinor : 0n;
    return {
      dueDate,
      amount: minorToText(amountMinor, currencyDigits(currency)),
      ...(label === undefined ? {} : { label }),
    };
  });
  return { value, findings };
}

const refuse = (code: string, pointer: string, en: string, ja: string): { findings: Finding[] } => ({
  findings: [errorFinding(code, pointer, en, ja)],
});

import type { CurrencyCode } from '../../money/currency.ts';
import { money } from '../../money/money.ts';
import { moneyToText } from '../../money/money-to-text.ts';
import { type Finding, warningFinding } from '../../validation/finding.ts';

/** Says that a contract which is over owes an amount, in minor units, that no credit note of it can give back. */
export function unplacedFinding(amountMinor: bigint, currency: CurrencyCode): Finding {
  const amount = `${moneyToText(money(amountMinor, currency))} ${currency}`;
  return warningFinding(
    'billing.credit_unplaced',
    '/credit',
    `The contract is over and owes ${amount} that fits none of its invoices. Credit an invoice by hand, or settle it with the customer.`,
    `契約は終了しましたが、${amount}の返還を対応づけられる請求書がありません。請求書を手動で返還処理するか、顧客と精算してください。`,
  );
}

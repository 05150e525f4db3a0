import type { InvoiceDocument } from '../invoice/document.ts';
import { group, leaf, type XmlChild, type XmlElement } from './xml.ts';

/** UNTDID 4461: credit transfer. */
const CREDIT_TRANSFER = '30';

/** How it is paid and when: cac:PaymentMeans and cac:PaymentTerms. */
export function ublPayment(document: InvoiceDocument, root: 'Invoice' | 'CreditNote'): XmlChild {
  return [
    paymentMeans(document, root === 'CreditNote' ? document.dueDate : null),
    group('cac:PaymentTerms', leaf('cbc:Note', paymentTermsText(document))),
  ];
}

/**
 * Where the money goes (BG-16, BG-17); the number of the invoice is what the payer is to quote (BT-83). A credit note has
 * its due date here, where it has one.
 */
function paymentMeans(
  { paymentInstructions: to, number }: InvoiceDocument,
  dueDate: string | null,
): XmlElement | undefined {
  if (to === undefined) return undefined;
  const place = [to.bankName, to.branch, to.accountType].filter((part) => part !== undefined).join(' ');
  return group(
    'cac:PaymentMeans',
    leaf('cbc:PaymentMeansCode', CREDIT_TRANSFER, { name: place }),
    leaf('cbc:PaymentDueDate', dueDate ?? undefined),
    leaf('cbc:PaymentID', number ?? undefined),
    group(
      'cac:PayeeFinancialAccount',
      leaf('cbc:ID', to.accountNumber),
      leaf('cbc:Name', to.accountName),
      group('cac:FinancialInstitutionBranch', leaf('cbc:ID', to.routing)),
    ),
  );
}

/** BT-20: the terms, and what has no element of its own: instalments, and tax that the payer keeps back. */
export function paymentTermsText({
  terms,
  instalments = [],
  withholding,
  currency,
  locale,
}: InvoiceDocument): string {
  const parts = instalments.map(({ dueDate, amount, label }) =>
    [`${dueDate}:`, amount, currency, label].filter((part) => part !== undefined).join(' '),
  );
  const kept =
    withholding === undefined
      ? []
      : [
          locale === 'ja'
            ? `源泉徴収税額 ${withholding.amount} ${currency}(${withholding.base} × ${withholding.ratePercent}%)`
            : `Withholding tax ${withholding.amount} ${currency} (${withholding.ratePercent} % of ${withholding.base})`,
        ];
  return [terms.text, ...parts, ...kept].join('\n');
}

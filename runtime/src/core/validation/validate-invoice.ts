import { checkDecimals } from '../invoice/check-decimals.ts';
import { checkIdentities } from '../invoice/check-identities.ts';
import type { InvoiceDocument } from '../invoice/document.ts';
import type { Finding } from './finding.ts';
import { allowancesSigned } from './rules/allowances-signed.ts';
import { buyerAsOnRecord } from './rules/buyer-as-on-record.ts';
import { currencyInUse } from './rules/currency-in-use.ts';
import { datesOrdered } from './rules/dates-ordered.ts';
import { discountOnMaster } from './rules/discount-on-master.ts';
import { editsSettled } from './rules/edits-settled.ts';
import { exemptionReasoned } from './rules/exemption-reasoned.ts';
import { instalmentsSum } from './rules/instalments-sum.ts';
import { japanReducedRate } from './rules/japan-reduced-rate.ts';
import { japanRegistrationNumber } from './rules/japan-registration-number.ts';
import { japanReturnDated } from './rules/japan-return-dated.ts';
import { japanTaxPerDocument } from './rules/japan-tax-per-document.ts';
import { linesLeftOut } from './rules/lines-left-out.ts';
import { linesPositive } from './rules/lines-positive.ts';
import { linesPresent } from './rules/lines-present.ts';
import { partiesNamed } from './rules/parties-named.ts';
import { positionsUnique } from './rules/positions-unique.ts';
import { precedingInvoicesNamed } from './rules/preceding-invoices-named.ts';
import { priceOnMaster } from './rules/price-on-master.ts';
import { productPresent } from './rules/product-present.ts';
import { recipientPresent } from './rules/recipient-present.ts';
import { supplyDatePresent } from './rules/supply-date-present.ts';
import { taxCategoryConsistent } from './rules/tax-category-consistent.ts';
import { taxRuleInForce } from './rules/tax-rule-in-force.ts';
import { termsReadable } from './rules/terms-readable.ts';
import type { ValidationFacts, ValidationRule } from './validation-facts.ts';

/** The rules, in the order in which their findings are shown. */
const RULES: readonly ValidationRule[] = [
  partiesNamed,
  buyerAsOnRecord,
  recipientPresent,
  termsReadable,
  datesOrdered,
  editsSettled,
  precedingInvoicesNamed,
  linesPresent,
  linesLeftOut,
  positionsUnique,
  productPresent,
  linesPositive,
  allowancesSigned,
  priceOnMaster,
  discountOnMaster,
  currencyInUse,
  taxRuleInForce,
  taxCategoryConsistent,
  exemptionReasoned,
  japanRegistrationNumber,
  japanReducedRate,
  japanTaxPerDocument,
  japanReturnDated,
  instalmentsSum,
  checkIdentities,
];

/** What a document can keep only inside the hub: its product master, its tax rules, its channels. */
const RULES_OF_THE_HUB: ReadonlySet<ValidationRule> = new Set([
  recipientPresent,
  productPresent,
  taxRuleInForce,
  editsSettled,
  linesLeftOut,
]);

/**
 * Everything about a document that is not right yet. Unreadable figures or a date of supply that does not exist are
 * found alone, since every other rule calculates with them.
 */
export function validateInvoice(document: InvoiceDocument, facts: ValidationFacts): Finding[] {
  return validate(document, facts, RULES);
}

/** The same for a document that is not in the hub: all rules that need the document alone, by the seller's country. */
export function validateDocument(document: InvoiceDocument, entityCountry: string): Finding[] {
  const rules = RULES.filter((rule) => !RULES_OF_THE_HUB.has(rule));
  return validate(document, { entityCountry, taxRules: [] }, rules);
}

function validate(
  document: InvoiceDocument,
  facts: ValidationFacts,
  rules: readonly ValidationRule[],
): Finding[] {
  const unreadable = checkDecimals(document).filter((finding) => finding.code === 'amount.unreadable');
  const blocking = [...unreadable, ...supplyDatePresent(document, facts)];
  if (blocking.length > 0) return blocking;
  return rules.flatMap((rule) => rule(document, facts));
}

import { checkDecimals } from '../invoice/check-decimals.ts';
import { checkIdentities } from '../invoice/check-identities.ts';
import type { InvoiceDocument } from '../invoice/document.ts';
import type { Finding } from './finding.ts';
import { currencyInUse } from './rules/currency-in-use.ts';
import { japanReducedRate } from './rules/japan-reduced-rate.ts';
import { japanRegistrationNumber } from './rules/japan-registration-number.ts';
import { linesPositive } from './rules/lines-positive.ts';
import { linesPresent } from './rules/lines-present.ts';
import { partiesNamed } from './rules/parties-named.ts';
import { positionsUnique } from './rules/positions-unique.ts';
import { priceOnMaster } from './rules/price-on-master.ts';
import { productPresent } from './rules/product-present.ts';
import { recipientPresent } from './rules/recipient-present.ts';
import { supplyDatePresent } from './rules/supply-date-present.ts';
import { taxRuleInForce } from './rules/tax-rule-in-force.ts';
import { termsReadable } from './rules/terms-readable.ts';
import type { ValidationFacts, ValidationRule } from './validation-facts.ts';

/** The rules, in the order in which their findings are shown. */
const RULES: readonly ValidationRule[] = [
  partiesNamed,
  recipientPresent,
  termsReadable,
  linesPresent,
  positionsUnique,
  productPresent,
  linesPositive,
  priceOnMaster,
  currencyInUse,
  taxRuleInForce,
  japanRegistrationNumber,
  japanReducedRate,
  checkIdentities,
];

/**
 * Everything about a document that is not right yet. Unreadable figures or a date of supply that does not exist are
 * found alone, since every other rule calculates with them.
 */
export function validateInvoice(document: InvoiceDocument, facts: ValidationFacts): Finding[] {
  const unreadable = checkDecimals(document).filter((finding) => finding.code === 'amount.unreadable');
  const blocking = [...unreadable, ...supplyDatePresent(document, facts)];
  if (blocking.length > 0) return blocking;
  return RULES.flatMap((rule) => rule(document, facts));
}

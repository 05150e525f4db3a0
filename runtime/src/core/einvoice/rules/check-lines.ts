import type { DocumentLine, InvoiceDocument } from '../../invoice/document.ts';
import { type CurrencyCode, parseCurrencyCode } from '../../money/currency.ts';
import { decimalOf } from '../../money/decimal-of.ts';
import { linePartsOf, sumOf } from '../line-parts.ts';
import { type EInvoiceProfile, isJapaneseProfile } from '../profile.ts';
import { type ProfileRefusal, refuse } from '../profile-refusal.ts';

/** What PEPPOL-EN16931-R120 lets a net differ from quantity times price, whatever the currency. */
const SLACK = '0.02';

/** Prices are not below zero (BR-27), and what is written of a line gives its net (PEPPOL-EN16931-R120). */
export function checkLines(document: InvoiceDocument, profile: EInvoiceProfile): ProfileRefusal[] {
  const currency = parseCurrencyCode(document.currency);
  if (!currency.ok) return [];
  return document.lines.flatMap((line, index) =>
    checkLine(document, { line, at: `/lines/${index}` }, currency.value, profile),
  );
}

function checkLine(
  document: InvoiceDocument,
  { line, at }: { line: DocumentLine; at: string },
  currency: CurrencyCode,
  profile: EInvoiceProfile,
): ProfileRefusal[] {
  const { price, baseQuantity, allowances, charges } = linePartsOf(line, document, currency);
  if (decimalOf(price).lt(0)) {
    return [refuse('BR-27', `${at}/unitPrice`, 'The price is below zero: lower the quantity instead.')];
  }
  if (isJapaneseProfile(profile) || profile === 'en16931') return [];
  const base = decimalOf(baseQuantity ?? '1');
  const net = decimalOf(line.netAmount).plus(sumOf(allowances)).minus(sumOf(charges));
  // Both sides times the base quantity, so that nothing is divided.
  const difference = net.times(base).minus(decimalOf(line.quantity).times(decimalOf(price)));
  if (difference.abs().lte(base.times(SLACK))) return [];
  const detail = `The net ${line.netAmount} is further than ${SLACK} from quantity times price: the network knows no rounding to whole ${document.currency}.`;
  return [refuse('PEPPOL-EN16931-R120', `${at}/netAmount`, detail)];
}

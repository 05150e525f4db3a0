import type { InvoiceDocument } from '../../invoice/document.ts';
import { electronicAddressOf } from '../electronic-address.ts';
import type { EInvoiceProfile } from '../profile.ts';
import { type ProfileRefusal, refuse } from '../profile-refusal.ts';

/**
 * Sellers of these countries must state what a document does not hold: the national rules of Peppol BIS Billing 3. The
 * Danish ones want a payment channel, the Greek ones a MARK number, the Icelandic ones a kennitala.
 */
const NATIONAL: Record<string, string> = { DK: 'DK-R-005', GR: 'GR-R-001-1', IS: 'IS-R-002' };

/** The rules of Peppol BIS Billing 3, most of which XRechnung has taken over. */
export function checkPeppol(document: InvoiceDocument, profile: EInvoiceProfile): ProfileRefusal[] {
  const { seller, buyer, references, purchaseOrder, currency, taxCurrency } = document;
  const isPeppol = profile === 'peppol-bis-3';
  const [from, to] = [seller.address?.country ?? '', buyer.address?.country ?? ''];
  const national = NATIONAL[from];
  const rules: [boolean, string, string, string][] = [
    [
      isPeppol && references?.buyerReference === undefined && purchaseOrder === undefined,
      'PEPPOL-EN16931-R003',
      '/references/buyerReference',
      'There is neither a reference of the buyer nor a purchase order.',
    ],
    [
      taxCurrency === currency,
      'PEPPOL-EN16931-R005',
      '/taxCurrency',
      'The tax currency is the document’s own: leave it out.',
    ],
    [
      electronicAddressOf(buyer, profile) === undefined,
      'PEPPOL-EN16931-R010',
      '/buyer/electronicAddress',
      'The buyer has no electronic address.',
    ],
    [
      electronicAddressOf(seller, profile) === undefined,
      'PEPPOL-EN16931-R020',
      '/seller/electronicAddress',
      'The seller has no electronic address.',
    ],
    [
      isPeppol && document.type === 'corrected' && (from !== 'DE' || to !== 'DE'),
      'PEPPOL-EN16931-P0112',
      '/type',
      'A corrected invoice (384) goes between German parties only: issue a credit note and a new invoice.',
    ],
    [
      isPeppol && from === 'NL' && !/^(0106|0190):/.test(seller.legalId ?? ''),
      'NL-R-003',
      '/seller/legalId',
      'A Dutch seller states its KVK (0106) or OIN (0190) number.',
    ],
    [
      isPeppol && national !== undefined,
      national ?? '',
      '/seller/address/country',
      `The national rules of ${from} want what a document does not hold.`,
    ],
  ];
  return [
    ...rules.flatMap(([isBroken, rule, pointer, detail]) => (isBroken ? refuse(rule, pointer, detail) : [])),
    ...checkPeriods(document),
  ];
}

/** A line's period lies within that of the document (R110, R111). */
function checkPeriods({ period, lines }: InvoiceDocument): ProfileRefusal[] {
  if (period === undefined) return [];
  return lines.flatMap((line, index) => {
    const refusals: ProfileRefusal[] = [];
    if (line.period !== undefined && line.period.from < period.from) {
      const detail = 'The line begins before the period of the invoice.';
      refusals.push(refuse('PEPPOL-EN16931-R110', `/lines/${index}/period/from`, detail));
    }
    if (line.period !== undefined && line.period.to > period.to) {
      const detail = 'The line ends after the period of the invoice.';
      refusals.push(refuse('PEPPOL-EN16931-R111', `/lines/${index}/period/to`, detail));
    }
    return refusals;
  });
}

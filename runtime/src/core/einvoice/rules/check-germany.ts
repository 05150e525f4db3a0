import type { InvoiceDocument } from '../../invoice/document.ts';
import type { EInvoiceProfile } from '../profile.ts';
import { type ProfileRefusal, refuse } from '../profile-refusal.ts';
import { paymentTermsText } from '../ubl-payment.ts';

/** A rule of XRechnung that is broken: its number, the place, and a sentence. */
type Broken = [isBroken: boolean, number: number, pointer: string, detail: string];

/**
 * XRechnung 3.0 (BR-DE-1 to 27). Peppol has the fatal ones among them for invoices between German parties, as DE-R-001 and
 * so on. What XRechnung only warns of (17, 26, 27) is refused there as well: receivers turn it away.
 */
export function checkGermany(document: InvoiceDocument, profile: EInvoiceProfile): ProfileRefusal[] {
  const { seller, buyer } = document;
  const isNational = seller.address?.country === 'DE' && buyer.address?.country === 'DE';
  if (profile === 'xrechnung') {
    return broken([...fatalRules(document), ...warnings(document)], (number) => `BR-DE-${number}`);
  }
  if (profile !== 'peppol-bis-3' || !isNational) return [];
  return broken(fatalRules(document), (number) => `DE-R-${String(number).padStart(3, '0')}`);
}

const broken = (rules: Broken[], nameOf: (number: number) => string): ProfileRefusal[] =>
  rules.flatMap(([isBroken, number, pointer, detail]) =>
    isBroken ? refuse(nameOf(number), pointer, detail) : [],
  );

function fatalRules(document: InvoiceDocument): Broken[] {
  const { seller, buyer, delivery, references } = document;
  const hasNoCode = (address: { postalCode?: string | undefined } | undefined) =>
    address !== undefined && isBlank(address.postalCode);
  const hasNoContact = isBlank(seller.contactName) && isBlank(seller.phone) && isBlank(seller.email);
  const noBank = document.paymentInstructions === undefined;
  return [
    [noBank, 1, '/paymentInstructions', 'It is not said where the money goes.'],
    [hasNoContact, 2, '/seller/contactName', 'The seller has no contact.'],
    [hasNoCode(seller.address), 4, '/seller/address/postalCode', 'The seller has no post code.'],
    [isBlank(seller.contactName), 5, '/seller/contactName', 'The seller’s contact has no name.'],
    [isBlank(seller.phone), 6, '/seller/phone', 'The seller’s contact has no telephone number.'],
    [isBlank(seller.email), 7, '/seller/email', 'The seller’s contact has no e-mail address.'],
    [hasNoCode(buyer.address), 9, '/buyer/address/postalCode', 'The buyer has no post code.'],
    [hasNoCode(delivery?.address), 11, '/delivery/address/postalCode', 'The delivery has no post code.'],
    [
      isBlank(references?.buyerReference),
      15,
      '/references/buyerReference',
      'There is no reference of the buyer (Leitweg-ID).',
    ],
    [
      /^\s*#/m.test(paymentTermsText(document)),
      18,
      '/terms/text',
      'A line of the terms begins with #, which is for cash discounts only.',
    ],
  ];
}

function warnings({ type, precedingInvoices = [], seller }: InvoiceDocument): Broken[] {
  const digits = (seller.phone ?? '').replaceAll(/[^0-9]/g, '');
  return [
    [type === 'debit_note', 17, '/type', 'A debit note (383) is none of its types.'],
    [
      type === 'corrected' && precedingInvoices.length === 0,
      26,
      '/precedingInvoices',
      'A corrected invoice names the invoice that it corrects.',
    ],
    [
      seller.phone !== undefined && digits.length < 3,
      27,
      '/seller/phone',
      'The telephone number has fewer than three digits.',
    ],
  ];
}

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

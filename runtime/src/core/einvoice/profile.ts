import type { InvoiceDocument } from '../invoice/document.ts';

/** What kind of electronic invoice a document becomes. */
export type EInvoiceProfile = 'en16931' | 'jp-pint';

/** BT-24 and BT-23 of each profile (EN 16931-1; Peppol JP PINT billing 1.x). */
export const PROFILE_IDS: Record<EInvoiceProfile, { customization: string; process?: string }> = {
  en16931: { customization: 'urn:cen.eu:en16931:2017' },
  'jp-pint': { customization: 'urn:peppol:pint:billing-1@jp-1', process: 'urn:peppol:bis:billing' },
};

const REGISTRATION = /^T[0-9]{13}$/;

/** True for the number of a registered issuer in Japan: T and 13 digits. */
export const isRegistrationNumber = (text: string | undefined): text is string =>
  text !== undefined && REGISTRATION.test(text);

/**
 * The profile of a document. JP PINT where a registered seller in Japan invoices a buyer who is registered as well:
 * its addresses on the network are their registration numbers. The European core norm for all others.
 */
export function profileOf({ seller, buyer }: InvoiceDocument): EInvoiceProfile {
  const isJapanese = seller.address?.country === 'JP' && isRegistrationNumber(seller.taxId);
  return isJapanese && isRegistrationNumber(buyer.taxId) ? 'jp-pint' : 'en16931';
}

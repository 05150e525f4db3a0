import { z } from 'zod';
import type { InvoiceDocument, Party } from '../invoice/document.ts';

/** What an electronic invoice is asked for as: Peppol BIS Billing 3, XRechnung, or JP PINT. */
export const EInvoiceFormat = z.enum(['ubl', 'xrechnung', 'jp-pint']);
export type EInvoiceFormat = z.infer<typeof EInvoiceFormat>;

/** What kind of electronic invoice a document becomes. `jp-ntr` is Japan's for sellers without a registration number. */
export type EInvoiceProfile = 'en16931' | 'peppol-bis-3' | 'xrechnung' | 'jp-pint' | 'jp-ntr';

const PEPPOL_PROCESS = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';

/** BT-24 and BT-23 of each profile (EN 16931-1; Peppol BIS Billing 3.0; XRechnung 3.0; Peppol JP PINT 1.x). */
export const PROFILE_IDS: Record<EInvoiceProfile, { customization: string; process?: string }> = {
  en16931: { customization: 'urn:cen.eu:en16931:2017' },
  'peppol-bis-3': {
    customization: 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
    process: PEPPOL_PROCESS,
  },
  xrechnung: {
    customization: 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
    process: PEPPOL_PROCESS,
  },
  'jp-pint': { customization: 'urn:peppol:pint:billing-1@jp-1', process: 'urn:peppol:bis:billing' },
  'jp-ntr': { customization: 'urn:peppol:pint:nontaxinvoice-1@jp-1', process: 'urn:peppol:bis:billing' },
};

const REGISTRATION = /^T[0-9]{13}$/;

/** True for the number of a registered issuer in Japan: T and 13 digits. */
export const isRegistrationNumber = (text: string | undefined): text is string =>
  text !== undefined && REGISTRATION.test(text);

/** True for the two profiles of Japan, which have other codes, rules and types than the European ones. */
export const isJapaneseProfile = (profile: EInvoiceProfile): boolean =>
  profile === 'jp-pint' || profile === 'jp-ntr';

/** True for a seller in Japan with a registration number. */
const isRegisteredInJapan = ({ address, taxId }: Party): boolean =>
  address?.country === 'JP' && isRegistrationNumber(taxId);

/**
 * The profile of a document that none was asked for. JP PINT where a registered seller in Japan invoices a buyer who is
 * registered as well: its addresses on the network are their registration numbers. The European core norm for all others.
 */
export const profileOf = ({ seller, buyer }: InvoiceDocument): EInvoiceProfile =>
  isRegisteredInJapan(seller) && isRegistrationNumber(buyer.taxId) ? 'jp-pint' : 'en16931';

/** The profile that a format means for a document. */
export function profileOfFormat({ seller }: InvoiceDocument, format: EInvoiceFormat): EInvoiceProfile {
  if (format === 'ubl') return 'peppol-bis-3';
  if (format === 'xrechnung') return 'xrechnung';
  return isRegistrationNumber(seller.taxId) ? 'jp-pint' : 'jp-ntr';
}

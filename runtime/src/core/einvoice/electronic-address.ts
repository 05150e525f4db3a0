import type { Party } from '../invoice/document.ts';
import { type EInvoiceProfile, isJapaneseProfile, isRegistrationNumber } from './profile.ts';

/** An identifier with its scheme. */
export type SchemedId = { scheme: string; id: string };

/** The scheme of the Japanese registration number, and that of an e-mail address (EAS code list). */
const REGISTRATION_SCHEME = '0221';
const EMAIL_SCHEME = 'EM';

/** Parts `scheme:identifier`. */
export function readSchemedId(text: string | undefined): SchemedId | undefined {
  const at = text?.indexOf(':') ?? -1;
  return text === undefined || at === -1 ? undefined : { scheme: text.slice(0, at), id: text.slice(at + 1) };
}

/**
 * BT-34 or BT-49: the stated address. Without one the registration number is the address in Japan, and in an XRechnung,
 * which is sent by e-mail as well, the e-mail address. None is made up from a tax number: who has one need not be on a
 * network.
 */
export function electronicAddressOf(party: Party, profile: EInvoiceProfile): SchemedId | undefined {
  const stated = readSchemedId(party.electronicAddress);
  if (stated !== undefined) return stated;
  if (isJapaneseProfile(profile)) {
    return isRegistrationNumber(party.taxId) ? { scheme: REGISTRATION_SCHEME, id: party.taxId } : undefined;
  }
  if (profile !== 'xrechnung' || party.email === undefined) return undefined;
  return { scheme: EMAIL_SCHEME, id: party.email };
}

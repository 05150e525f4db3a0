import type { Party } from '../invoice/document.ts';
import { type EInvoiceProfile, isJapaneseProfile, isRegistrationNumber } from './profile.ts';

/** Greece writes EL, and Northern Ireland XI. */
const OTHER_PREFIXES: Record<string, string[]> = { GR: ['EL'], GB: ['XI'] };

/** Whether a party's number is one of value added tax: it begins with its country (BR-CO-09); in Japan T and 13 digits. */
export function isVatNumber({ taxId = '', address }: Party, profile: EInvoiceProfile): boolean {
  if (isJapaneseProfile(profile)) return isRegistrationNumber(taxId);
  const country = address?.country ?? '';
  return [country, ...(OTHER_PREFIXES[country] ?? [])].some(
    (prefix) => prefix !== '' && taxId.startsWith(prefix),
  );
}

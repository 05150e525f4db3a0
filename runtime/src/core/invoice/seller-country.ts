import { parseRegistrationNumber } from '../validation/registration-number.ts';
import type { Party } from './document.ts';

/** Whether Japanese law rules the document: by the seller's address, or by its registration number where it has none. */
export function isJapaneseSeller({ address, taxId }: Party): boolean {
  if (address !== undefined) return address.country === 'JP';
  return taxId !== undefined && parseRegistrationNumber(taxId).ok;
}

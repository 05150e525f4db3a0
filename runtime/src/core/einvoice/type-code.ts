import type { DocumentType } from '../invoice/document.ts';
import { type EInvoiceProfile, isJapaneseProfile } from './profile.ts';

/** BT-3 (UNTDID 1001). What settles a deposit is a commercial invoice that names it. */
const TYPE_CODES: Record<DocumentType, string> = {
  invoice: '380',
  deposit: '386',
  final: '380',
  credit_note: '381',
  debit_note: '383',
  corrected: '384',
};

/** XRechnung has no prepayment invoice among its types: what is asked for in advance is a partial invoice (BR-DE-17). */
const PARTIAL_INVOICE = '326';

/** The type of a document in a profile. Japan knows the commercial invoice only: what is given back is one below zero. */
export function typeCodeOf(type: DocumentType, profile: EInvoiceProfile): string {
  if (isJapaneseProfile(profile)) return '380';
  return profile === 'xrechnung' && type === 'deposit' ? PARTIAL_INVOICE : TYPE_CODES[type];
}

import type { Locale } from '../invoice/document.ts';
import { type EInvoiceProfile, isJapaneseProfile } from './profile.ts';
import type { TaxBreakdown } from './tax-view.ts';

/** Codes of the VATEX list (CEF) that follow from the category, and so need not be given. */
const CODES: Record<string, string> = {
  AE: 'VATEX-EU-AE',
  K: 'VATEX-EU-IC',
  G: 'VATEX-EU-G',
  O: 'VATEX-EU-O',
};

const REASONS: Record<string, Record<Locale, string>> = {
  E: { en: 'Exempt from tax', ja: '非課税' },
  AE: { en: 'Reverse charge', ja: 'リバースチャージ' },
  K: { en: 'Intra-community supply', ja: 'EU域内供給' },
  G: { en: 'Export outside the EU', ja: '輸出免税' },
  O: { en: 'Not subject to tax', ja: '不課税' },
};

/**
 * Why nothing is due (BT-120, BT-121), for every category that must say so (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10)
 * and for no other (BR-S-10, BR-Z-10). Japan has no codes: the VATEX list is the European Union's.
 */
export function exemptionOf(
  { category, exemptionReason, exemptionCode }: TaxBreakdown,
  profile: EInvoiceProfile,
  locale: Locale,
): { code: string | undefined; reason: string | undefined } {
  const isJapanese = isJapaneseProfile(profile);
  const reason = isJapanese && category === 'G' && locale === 'en' ? 'Export' : REASONS[category]?.[locale];
  return {
    code: isJapanese ? undefined : (exemptionCode ?? CODES[category]),
    reason: exemptionReason ?? reason,
  };
}

import type { TaxCategory } from '../../invoice/document.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** Categories whose tax row says why nothing is charged (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10). */
const REASONED: ReadonlySet<TaxCategory> = new Set(['E', 'AE', 'K', 'G', 'O']);

/** Who receives the invoice owes the tax, so it is told so everywhere; the other reasons are EU law (2006/112/EC 226). */
const REASONED_EVERYWHERE: ReadonlySet<TaxCategory> = new Set(['AE', 'K']);

const EU_COUNTRIES: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** A tax row without tax gives its reason: an error where the law asks for it, else for reading. */
export const exemptionReasoned: ValidationRule = ({ taxRows }, { entityCountry }) =>
  taxRows.flatMap(({ category, exemptionReason, exemptionCode }, index) => {
    if (!REASONED.has(category) || exemptionReason !== undefined || exemptionCode !== undefined) return [];
    const isOwed = REASONED_EVERYWHERE.has(category) || EU_COUNTRIES.has(entityCountry);
    return {
      code: 'tax.exemption_reason_missing',
      pointer: `/taxRows/${index}/exemptionReason`,
      level: isOwed ? 'error' : 'info',
      text: {
        en: `Nothing is charged under category ${category}, and no reason is given (BT-120).`,
        ja: `税区分 ${category} の免税・非課税の理由が記載されていません(BT-120)。`,
      },
    };
  });

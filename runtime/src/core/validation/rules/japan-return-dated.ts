import { errorFinding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** A return invoice (適格返還請求書) says when the supply was that it takes back (消費税法57条の4③二). */
export const japanReturnDated: ValidationRule = (
  { type, period, precedingInvoices = [] },
  { entityCountry },
) => {
  const isDated = period !== undefined || precedingInvoices.some((each) => each.issueDate !== undefined);
  if (entityCountry !== 'JP' || type !== 'credit_note' || isDated) return [];
  return [
    errorFinding(
      'japan.return_supply_date_missing',
      '/period',
      'A return invoice states when the original supply was: its period, or the date of the original invoice.',
      '適格返還請求書には、売上げに係る対価の返還等の基となる取引の年月日(期間または元の請求書の発行日)の記載が必要です。',
    ),
  ];
};

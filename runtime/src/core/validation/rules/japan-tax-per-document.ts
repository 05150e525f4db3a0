import { errorFinding } from '../finding.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** Tax of a qualified invoice is rounded once per rate of the document, never per line (消費税法施行令70条の10). */
export const japanTaxPerDocument: ValidationRule = ({ rounding }, { entityCountry }) =>
  entityCountry !== 'JP' || rounding?.tax !== 'line'
    ? []
    : [
        errorFinding(
          'japan.tax_per_line',
          '/rounding/tax',
          'In Japan tax is rounded once per rate and document, never per line (消費税法施行令70条の10).',
          '適格請求書の消費税額の端数処理は、一の請求書につき税率ごとに一回です。明細ごとの端数処理はできません(消費税法施行令70条の10)。',
        ),
      ];

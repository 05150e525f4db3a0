import type { ValidationRule } from '../validation-facts.ts';

/** An invoice bills something (BR-16). */
export const linesPresent: ValidationRule = ({ lines }) =>
  lines.length > 0
    ? []
    : [
        {
          code: 'line.missing',
          pointer: '/lines',
          level: 'error',
          text: { en: 'The invoice has no lines.', ja: '明細がありません。' },
        },
      ];

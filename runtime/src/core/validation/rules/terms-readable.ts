import { parseTerms } from '../../invoice/terms.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** A due date follows from the terms (BR-CO-25). */
export const termsReadable: ValidationRule = ({ terms }) => {
  const parsed = parseTerms(terms.code);
  if (parsed.ok) return [];
  return [
    {
      code: 'terms.unreadable',
      pointer: '/terms/code',
      level: 'error',
      text: {
        en: `No due date follows from the terms "${terms.code}".`,
        ja: `支払条件「${terms.code}」から支払期日を計算できません。`,
      },
    },
  ];
};

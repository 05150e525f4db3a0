import { isCivilDate } from '../../civil-date.ts';
import type { ValidationRule } from '../validation-facts.ts';

/** The date of supply exists: tax rules go by it, and Japan's qualified invoice prints it (取引年月日, item 2). */
export const supplyDatePresent: ValidationRule = ({ supplyDate }) =>
  isCivilDate(supplyDate)
    ? []
    : [
        {
          code: 'supply_date.missing',
          pointer: '/supplyDate',
          level: 'error',
          text: {
            en: 'The date of supply is missing or does not exist.',
            ja: '取引年月日がないか、実在しない日付です。',
          },
        },
      ];

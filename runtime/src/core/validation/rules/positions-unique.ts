import type { ValidationRule } from '../validation-facts.ts';

/** Line positions (BT-126) name one line each. */
export const positionsUnique: ValidationRule = ({ lines }) => {
  const seen = new Set<number>();
  return lines.flatMap(({ position }, index) => {
    if (!seen.has(position)) {
      seen.add(position);
      return [];
    }
    return {
      code: 'line.position_repeated',
      pointer: `/lines/${index}/position`,
      level: 'error',
      text: { en: `There are two lines ${position}.`, ja: `明細番号 ${position} が重複しています。` },
    };
  });
};

import { z } from 'zod';
import { fail, ok } from '../../result.ts';
import { defineTransform, normalizeText, onText, type Transform } from './transform.ts';
import { UNIT_CODES, UNIT_NAMES } from './unit-codes.ts';

const ROWS_MAX = 500;
const spell = (text: string): string => normalizeText(text).toLowerCase();

/**
 * The UN/ECE Recommendation 20 code of a unit (`時間` and `hours` are HUR), or of one of the codes that we
 * know itself. `table` says more, or otherwise, by spelling. An unknown one is refused, never guessed.
 */
export const unitCode: Transform = defineTransform(
  z.strictObject({ table: z.record(z.string(), z.string().regex(/^[A-Z0-9]{2,3}$/)).default({}) }),
  ({ table }) => {
    const own = new Map(Object.entries(table).map(([name, code]) => [spell(name), code]));
    if (own.size > ROWS_MAX) return fail(`table has more than ${ROWS_MAX} rows`);
    return ok(
      onText((text) => {
        const spelt = spell(text);
        const code = own.get(spelt) ?? UNIT_NAMES.get(spelt);
        if (code !== undefined) return ok(code);
        const upper = spelt.toUpperCase();
        return UNIT_CODES.has(upper) ? ok(upper) : fail('is no unit that we know; name it in the table');
      }),
    );
  },
);

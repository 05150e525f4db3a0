import { z } from 'zod';
import { fail, ok } from '../../result.ts';
import { FieldConstant } from '../definition.ts';
import { defineTransform, onText, type Transform } from './transform.ts';

const ROWS_MAX = 500;

/** What a table says for a text, exactly as spelt; `fallback` for the rest, which is refused without it. */
export const lookup: Transform = defineTransform(
  z.strictObject({ table: z.record(z.string(), FieldConstant), fallback: FieldConstant.optional() }),
  ({ table, fallback }) => {
    const rows = new Map(Object.entries(table));
    if (rows.size > ROWS_MAX) return fail(`table has more than ${ROWS_MAX} rows`);
    return ok(
      onText((text) => {
        const found = rows.get(text) ?? fallback;
        return found === undefined ? fail(`"${text.slice(0, 60)}" is not in the table`) : ok(found);
      }),
    );
  },
);

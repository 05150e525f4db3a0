import { type RateRow, readRatesCsv } from '../../core/fx/read-rates-csv.ts';
import { RATES_MAX, RateInput } from '../../flow/fx/rate-input.ts';
import type { ConsoleContext } from '../console-env.ts';
import type { FormValues } from './read-form.ts';

/** What a form of rates gave: the rates, or which line of them is wrong, counted from 1; 0 where there is none. */
export type RatesForm = { values: FormValues } & (
  | { ok: true; rates: RateInput[] }
  | { ok: false; wrongRow: number }
);

/** Reads the form of exchange rates: what was typed, and a file beside it. */
export async function readRatesForm(c: ConsoleContext): Promise<RatesForm> {
  const form = await c.req.formData();
  const typed = form.get('rows');
  const file = form.get('file');
  const named = form.get('source');
  const source = typeof named === 'string' ? named.trim() : '';
  const texts = [typeof typed === 'string' ? typed : '', file instanceof File ? await file.text() : ''];
  const rows = texts.flatMap((text) => readRatesCsv(text, source));
  const values = { rows: typeof typed === 'string' ? typed : '', source };
  return { values, ...parseRows(rows) };
}

function parseRows(rows: readonly RateRow[]) {
  if (rows.length === 0 || rows.length > RATES_MAX) return { ok: false as const, wrongRow: 0 };
  const rates: RateInput[] = [];
  for (const [index, row] of rows.entries()) {
    const parsed = RateInput.safeParse(row);
    if (!parsed.success) return { ok: false as const, wrongRow: index + 1 };
    rates.push(parsed.data);
  }
  return { ok: true as const, rates };
}

import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { numberSeries } from '../../db/schema/index.ts';

/**
 * Two series whose numbers differ in their leading zeros only, or where a year stands for a customer, would print the
 * same number one day: also one that numbers nothing any more. Throws `request.invalid` for the second of them.
 */
export async function refuseClash(tx: Tx, pointer: string, pattern: string): Promise<void> {
  const known = await tx.select({ pattern: numberSeries.pattern }).from(numberSeries);
  if (!known.some((series) => shapeOf(series.pattern) === shapeOf(pattern))) return;
  const detail = `Another series prints numbers like ${pattern}.`;
  throw new AppError('request.invalid', {
    detail,
    errors: [{ pointer, code: 'entity.number_series_clash', detail }],
  });
}

const shapeOf = (pattern: string): string =>
  pattern.replace(/\{seq:[0-9]+\}/, '{seq}').replace(/\{(?:customer:[0-9]+|year)\}/g, '{n}');

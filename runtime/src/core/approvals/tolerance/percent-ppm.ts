import { decimalOf } from '../../money/decimal-of.ts';
import { decimalToText } from '../../money/decimal-to-text.ts';
import { parseDecimal } from '../../money/parse-decimal.ts';
import { fail, ok, type Result } from '../../result.ts';

/** More than this is another invoice, and no small change of one. */
const PPM_MAX = 100_000;
const PPM_OF_POINT = 10_000;

/** Reads a share in percent as parts per million: at most 10 %, and at most four decimals. */
export function percentToPpm(text: string): Result<bigint> {
  const percent = parseDecimal(text);
  if (!percent.ok) return percent;
  const ppm = percent.value.times(PPM_OF_POINT);
  if (ppm.lt(0) || ppm.gt(PPM_MAX)) return fail('must be between 0 and 10');
  return ppm.round(0, 0).eq(ppm) ? ok(BigInt(ppm.toFixed(0))) : fail('has more than four decimals');
}

/** Parts per million as a share in percent. */
export const ppmToPercent = (ppm: bigint): string => decimalToText(decimalOf(String(ppm)).div(PPM_OF_POINT));

import { AppError } from '../../../core/app-error.ts';
import { decimalOf } from '../../../core/money/decimal-of.ts';
import { decimalToText } from '../../../core/money/decimal-to-text.ts';

/**
 * A JSON number that stands on the wire as exactly this decimal: Xero's contract asks for numbers. Nothing is computed
 * with it; the text that it prints as is compared with ours, so a figure that JSON would bend is never sent. Raises
 * target.refused for that, and for more decimals than Xero keeps there.
 */
export function textToJsonNumber(text: string, decimalsMax: number, pointer: string): number {
  const plain = decimalToText(decimalOf(text));
  const decimals = plain.split('.')[1]?.length ?? 0;
  if (decimals > decimalsMax)
    throw refuse(pointer, `${plain} has more than the ${decimalsMax} decimals that Xero keeps.`);
  const number: unknown = JSON.parse(plain);
  if (typeof number !== 'number' || String(number) !== plain) {
    throw refuse(pointer, `${plain} has more digits than a JSON number keeps.`);
  }
  return number;
}

function refuse(pointer: string, detail: string): AppError {
  return new AppError('target.refused', { detail, errors: [{ pointer, code: 'target.refused', detail }] });
}

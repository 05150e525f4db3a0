import { AppError } from '../../core/app-error.ts';
import { type NumberPattern, parseNumberPattern } from '../../core/invoice/number-pattern.ts';

/** Reads a pattern that somebody typed; throws `request.invalid` at its place. */
export function readPattern(pointer: string, text: string): NumberPattern {
  const read = parseNumberPattern(text);
  if (read.ok) return read.value;
  throw new AppError('request.invalid', {
    detail: read.reason,
    errors: [{ pointer, code: 'entity.number_pattern_unreadable', detail: read.reason }],
  });
}

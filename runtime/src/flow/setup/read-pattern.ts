import { AppError } from '../../core/app-error.ts';
import { type NumberPattern, parseNumberPattern } from '../../core/invoice/number-pattern.ts';
import { fail } from '../../core/result.ts';

/** What nobody sees in a number: controls, line ends, and marks that turn what stands beside them around. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** Reads a pattern that somebody typed; throws `request.invalid` at its place, for one with characters that nobody sees too. */
export function readPattern(pointer: string, text: string): NumberPattern {
  const read = UNSEEN.test(text)
    ? fail('A number pattern holds no control characters and no invisible ones.')
    : parseNumberPattern(text);
  if (read.ok) return read.value;
  throw new AppError('request.invalid', {
    detail: read.reason,
    errors: [{ pointer, code: 'entity.number_pattern_unreadable', detail: read.reason }],
  });
}

import { ERROR_CODES, type ErrorCode } from '../../core/error-codes.ts';
import type { Locale } from '../../core/invoice/document.ts';
import { ERROR_TITLES_JA } from './error-titles-ja.ts';

/** True for a code of the register. */
export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(ERROR_CODES, text);

/** What an error says in a language: the code's sentence. A code that is not registered any more says itself. */
export function errorText(code: string, locale: Locale): string {
  if (!isErrorCode(code)) return code;
  return locale === 'ja' ? ERROR_TITLES_JA[code] : ERROR_CODES[code].title;
}

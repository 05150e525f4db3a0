import type { Locale } from '../../core/invoice/document.ts';
import { parseTerms, termsText } from '../../core/invoice/terms.ts';

/** Payment terms in words by their code; a code that cannot be read stands for itself. */
export function termsCodeText(code: string, locale: Locale): string {
  const terms = parseTerms(code);
  return terms.ok ? termsText(terms.value, locale) : code;
}

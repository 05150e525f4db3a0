import { fail, ok } from '../../result.ts';
import { COUNTRY_CODES, COUNTRY_NAMES } from './country-codes.ts';
import { defineTextTransform, normalizeText, type Transform } from './transform.ts';

/** The ISO 3166-1 alpha-2 code of a code or a common name. An unknown one is refused, never guessed. */
export const country: Transform = defineTextTransform((text) => {
  const spelt = normalizeText(text);
  const code = spelt.toUpperCase();
  if (COUNTRY_CODES.has(code)) return ok(code);
  const named = COUNTRY_NAMES.get(spelt.toLowerCase());
  return named === undefined ? fail('is no country that we know; use its ISO 3166 code') : ok(named);
});

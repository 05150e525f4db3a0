import { parseCurrencyCode } from '../../money/currency.ts';
import { defineTextTransform, normalizeText, type Transform } from './transform.ts';

/** An ISO 4217 code in upper case; symbols are refused, since $ and ¥ name several currencies. */
export const currency: Transform = defineTextTransform((text) =>
  parseCurrencyCode(normalizeText(text).toUpperCase()),
);

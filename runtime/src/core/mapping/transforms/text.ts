import { ok } from '../../result.ts';
import { defineTextTransform, type Transform, toNfkc } from './transform.ts';

/** Takes blanks off both ends. */
export const trim: Transform = defineTextTransform((text) => ok(text.trim()));

/** Upper case, independent of any language. */
export const upper: Transform = defineTextTransform((text) => ok(text.toUpperCase()));

/** Lower case, independent of any language. */
export const lower: Transform = defineTextTransform((text) => ok(text.toLowerCase()));

/** Unicode NFKC: full-width letters and half-width kana become the usual ones (UAX #15). */
export const nfkc: Transform = defineTextTransform((text) => ok(toNfkc(text)));

import { ok } from '../../result.ts';
import { defineTextTransform, type Transform } from './transform.ts';

/** Each word with a capital first letter and small ones after, independent of any language: `ACME trading` is Acme Trading. */
export const title: Transform = defineTextTransform((text) =>
  ok(text.toLowerCase().replaceAll(/(?<![\p{L}\p{M}\p{N}'’])\p{L}/gu, (letter) => letter.toUpperCase())),
);

import { fail, ok } from '../../result.ts';
import { defineTextTransform, type Transform } from './transform.ts';

/** The digits of a text, all else left out: of `03-1234-5678` 0312345678, for telephone and account numbers. */
export const digits: Transform = defineTextTransform((text) => {
  const kept = text.normalize('NFKC').replaceAll(/[^0-9]/g, '');
  return kept === '' ? fail('has no digits') : ok(kept);
});

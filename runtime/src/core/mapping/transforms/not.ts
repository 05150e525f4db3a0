import { fail, ok } from '../../result.ts';
import { defineTextTransform, type Transform } from './transform.ts';

/** The other of true and false, also as text; `boolean` reads other spellings first. */
export const not: Transform = defineTextTransform((text) => {
  if (text === 'true') return ok(false);
  return text === 'false' ? ok(true) : fail('is neither true nor false');
});

import { z } from 'zod';
import { fail, ok } from '../../result.ts';
import { defineTextTransform, normalizeText, type Transform } from './transform.ts';

const EmailText = z.email().max(254);

/** A mail address. The domain is lower-cased; the local part is the receiver's business (RFC 5321, 2.4). */
export const email: Transform = defineTextTransform((text) => {
  const spelt = normalizeText(text);
  const at = spelt.lastIndexOf('@');
  const address = `${spelt.slice(0, at + 1)}${spelt.slice(at + 1).toLowerCase()}`;
  return EmailText.safeParse(address).success ? ok(address) : fail('is no mail address');
});

const PREFIX = 'whsec_';

/** Bytes of a new secret; Standard Webhooks 1.0.0 allows 24 to 64. */
export const SECRET_BYTES = 32;

/** A signing secret as people copy it: `whsec_` and the base64 of its bytes. */
export function formatSecret(bytes: Uint8Array): string {
  return `${PREFIX}${Buffer.from(bytes).toString('base64')}`;
}

/** The HMAC key of a secret: the decoded bytes, never the text (Stripe's `whsec_` is the text; this is not that). */
export function secretToKey(secret: string): Uint8Array {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}

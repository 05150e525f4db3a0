/** A sealed value that says which key it was sealed with: this byte, then the key's id. */
const FORMAT_WITH_KEY_ID = 2;

/** Bytes of a key's id; it is written as twice as many hex digits. */
export const KEY_ID_BYTES = 6;

/** What a sealed value begins with when it was sealed with a key, as hex. */
export const sealedHeader = (keyId: string): string =>
  `${FORMAT_WITH_KEY_ID.toString(16).padStart(2, '0')}${keyId}`;

/** The id of the key that a value was sealed with; undefined for one from before keys had ids. */
export function keyIdOf(sealed: Uint8Array): string | undefined {
  if (sealed[0] !== FORMAT_WITH_KEY_ID) return undefined;
  return Buffer.from(sealed.subarray(1, 1 + KEY_ID_BYTES)).toString('hex');
}

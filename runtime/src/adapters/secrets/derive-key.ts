import { hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/** A key for one purpose, made from the hub's secret key (RFC 5869); it tells nothing about the others. In base64url. */
export const deriveKey = (secretKey: Uint8Array, purpose: string): string =>
  Buffer.from(hkdfSync('sha256', secretKey, '', `seikyu ${purpose}`, KEY_BYTES)).toString('base64url');

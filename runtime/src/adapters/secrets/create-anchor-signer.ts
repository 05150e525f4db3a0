import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { AnchorSigner } from '../../flow/ports.ts';
import { deriveKey } from './derive-key.ts';

/** DER before the 32 bytes of an Ed25519 private key (RFC 8410). */
const PRIVATE_KEY_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_KEY_BYTES = 32;

/**
 * Signs anchors of audit trails with Ed25519. The key is made from the hub's secret key, so it is in no database: whoever
 * can write to all tables still cannot sign.
 */
export function createAnchorSigner(secretKey: Uint8Array): AnchorSigner {
  const seed = Buffer.from(deriveKey(secretKey, 'audit anchor'), 'base64url');
  const key = createPrivateKey({
    key: Buffer.concat([PRIVATE_KEY_HEAD, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey(key)
    .export({ format: 'der', type: 'spki' })
    .subarray(-PUBLIC_KEY_BYTES)
    .toString('base64url');
  return { publicKey, sign: (text) => sign(null, Buffer.from(text), key).toString('base64url') };
}

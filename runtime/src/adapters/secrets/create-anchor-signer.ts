import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { AnchorSigner } from '../../flow/ports.ts';
import { deriveKey } from './derive-key.ts';
import type { KeyRing } from './key-ring.ts';

/** DER before the 32 bytes of an Ed25519 private key (RFC 8410). */
const PRIVATE_KEY_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_KEY_BYTES = 32;

/**
 * Signs anchors of audit trails with Ed25519. The key is made from the hub's sealing key, so it is in no database: whoever
 * can write to all tables still cannot sign.
 */
export function createAnchorSigner(ring: KeyRing): AnchorSigner {
  const key = anchorKey(ring[0].bytes);
  return {
    publicKeys: new Map(ring.map(({ id, bytes }) => [id, publicPart(anchorKey(bytes))])),
    publicKey: publicPart(key),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  };
}

function anchorKey(sealingKey: Uint8Array): KeyObject {
  const seed = Buffer.from(deriveKey(sealingKey, 'audit anchor'), 'base64url');
  return createPrivateKey({ key: Buffer.concat([PRIVATE_KEY_HEAD, seed]), format: 'der', type: 'pkcs8' });
}

const publicPart = (key: KeyObject): string =>
  createPublicKey(key)
    .export({ format: 'der', type: 'spki' })
    .subarray(-PUBLIC_KEY_BYTES)
    .toString('base64url');

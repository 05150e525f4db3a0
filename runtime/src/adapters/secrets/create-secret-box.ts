import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../core/app-error.ts';
import { keyIdOf, sealedHeader } from '../../core/secrets/sealed-header.ts';
import type { SecretBox } from '../../flow/ports.ts';
import type { KeyRing } from './key-ring.ts';

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals secrets with AES-256-GCM under the ring's first key: `2 | key id | iv | tag | ciphertext`. The place that a
 * secret is bound to is authenticated with it, so that a ciphertext moved to another row does not open. What was sealed
 * before keys had ids (`1 | iv | tag | ciphertext`) is opened with whichever key of the ring fits.
 */
export function createSecretBox(ring: KeyRing): SecretBox {
  const [current] = ring;
  const header = Buffer.from(sealedHeader(current.id), 'hex');
  return {
    keyIds: [current.id, ...ring.slice(1).map(({ id }) => id)],
    seal(plainText, boundTo) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, current.bytes, iv).setAAD(Buffer.from(boundTo, 'utf8'));
      const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
      return Buffer.concat([header, iv, cipher.getAuthTag(), sealed]);
    },
    open(sealed, boundTo) {
      const keyId = keyIdOf(sealed);
      const keys = keyId === undefined ? ring : ring.filter(({ id }) => id === keyId);
      if (keys.length === 0) {
        throw new AppError('config.invalid', {
          detail: `A stored secret was sealed with key ${keyId}, which this hub does not have. Is it missing in SEIKYU_OTHER_SECRET_KEYS?`,
        });
      }
      const envelope = Buffer.from(sealed).subarray(keyId === undefined ? 1 : header.length);
      let cause: unknown;
      for (const { bytes } of keys) {
        try {
          return decipher(bytes, envelope, boundTo);
        } catch (refused) {
          cause = refused;
        }
      }
      throw new AppError('config.invalid', {
        detail: 'A stored secret cannot be opened. Is SEIKYU_SECRET_KEY the one it was sealed with?',
        cause,
      });
    },
  };
}

/** Throws when the key is another one, the place is, or a byte was changed. */
function decipher(key: Uint8Array, envelope: Buffer, boundTo: string): string {
  const iv = envelope.subarray(0, IV_BYTES);
  const opened = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(boundTo, 'utf8'))
    .setAuthTag(envelope.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const plain = [opened.update(envelope.subarray(IV_BYTES + TAG_BYTES)), opened.final()];
  return Buffer.concat(plain).toString('utf8');
}

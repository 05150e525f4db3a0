import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../../core/app-error.ts';
import type { SecretBox } from '../../flow/ports.ts';

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Seals secrets with AES-256-GCM: `format | iv | tag | ciphertext`. The place that a secret is bound to is
 * authenticated with it, so that a ciphertext moved to another row does not open. Throws `config.invalid` for a key
 * of the wrong size.
 */
export function createSecretBox(key: Uint8Array): SecretBox {
  if (key.length !== KEY_BYTES) {
    throw new AppError('config.invalid', { detail: 'SEIKYU_SECRET_KEY must be 32 bytes in base64.' });
  }
  return {
    seal(plainText, boundTo) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(boundTo, 'utf8'));
      const sealed = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), sealed]);
    },
    open(sealed, boundTo) {
      const bytes = Buffer.from(sealed);
      const iv = bytes.subarray(1, 1 + IV_BYTES);
      const tag = bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(boundTo, 'utf8'))
          .setAuthTag(tag);
        const plain = [decipher.update(bytes.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()];
        return Buffer.concat(plain).toString('utf8');
      } catch (cause) {
        throw new AppError('config.invalid', {
          detail: 'A stored secret cannot be opened. Is SEIKYU_SECRET_KEY the one it was sealed with?',
          cause,
        });
      }
    },
  };
}

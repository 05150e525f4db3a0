import { createCipheriv, randomBytes } from 'node:crypto';

/** Seals as the hub did before sealed values named their key: `1 | iv | tag | ciphertext`. */
export function sealWithoutKeyId(key: Uint8Array, plainText: string, boundTo: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(plainText), cipher.final()]);
  return Buffer.concat([Buffer.of(1), iv, cipher.getAuthTag(), sealed]);
}

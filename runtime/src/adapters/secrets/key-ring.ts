import { AppError } from '../../core/app-error.ts';
import { KEY_ID_BYTES } from '../../core/secrets/sealed-header.ts';
import { deriveKey } from './derive-key.ts';

const KEY_BYTES = 32;

/** A sealing key with what it is called by: its id is made from it and tells nothing about it. */
export type SealingKey = { id: string; bytes: Uint8Array };

/** The keys of a hub: the first one seals, every one opens what it sealed. The oldest is last. */
export type KeyRing = readonly [SealingKey, ...SealingKey[]];

/** Names the keys, each once. Throws `config.invalid` for none, and for one of the wrong size. */
export function createKeyRing(keys: readonly Uint8Array[]): KeyRing {
  const named = new Map(keys.map((bytes) => [nameKey(bytes), bytes]));
  const [current, ...others] = [...named].map(([id, bytes]) => ({ id, bytes }));
  if (current === undefined) throw new AppError('config.invalid', { detail: 'There is no sealing key.' });
  return [current, ...others];
}

function nameKey(key: Uint8Array): string {
  if (key.length !== KEY_BYTES) {
    throw new AppError('config.invalid', {
      detail:
        'Every sealing key (SEIKYU_SECRET_KEY, SEIKYU_OTHER_SECRET_KEYS, each line of secret.key) must be 32 bytes in base64.',
    });
  }
  return Buffer.from(deriveKey(key, 'key id'), 'base64url').subarray(0, KEY_ID_BYTES).toString('hex');
}

import { AppError } from '../core/app-error.ts';

const KEY_MAX_LENGTH = 255;

/**
 * Reads an Idempotency-Key: a string of RFC 8941 in quotes, or the bare text between them, which many clients send.
 * Throws `idempotency.key_missing`, or `request.invalid` for one that is neither.
 */
export function parseIdempotencyKey(header: string | undefined): string {
  const text = header?.trim() ?? '';
  if (text === '') throw new AppError('idempotency.key_missing');
  const key = text.startsWith('"') ? unquote(text) : text;
  if (key === undefined || key.length === 0 || key.length > KEY_MAX_LENGTH || !/^[\x20-\x7e]+$/.test(key)) {
    throw new AppError('request.invalid', {
      errors: [
        {
          pointer: '/headers/idempotency-key',
          code: 'request.invalid',
          detail: `Send 1 to ${KEY_MAX_LENGTH} printable ASCII characters, in quotes.`,
        },
      ],
    });
  }
  return key;
}

/** RFC 8941 section 3.3.3: only the quote and the backslash are escaped. */
function unquote(text: string): string | undefined {
  const inner = /^"((?:[^"\\]|\\["\\])*)"$/.exec(text)?.[1];
  return inner?.replaceAll(/\\(["\\])/g, '$1');
}

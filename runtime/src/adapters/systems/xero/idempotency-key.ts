import { createHash } from 'node:crypto';
import type { TransportRequest } from '../../../flow/ports.ts';

/**
 * Xero's Idempotency-Key of one call: 64 hexadecimal digits, within Xero's 128 characters. The call itself is part of
 * it, since a create that turned out to be an update is another request under the same operation.
 */
export function idempotencyKey(
  operationKey: string,
  { method, path, body }: Pick<TransportRequest, 'method' | 'path' | 'body'>,
): string {
  return createHash('sha256')
    .update(JSON.stringify([operationKey, method, path, body ?? null]))
    .digest('hex');
}

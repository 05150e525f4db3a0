import { createHmac } from 'node:crypto';
import { secretToKey } from './secret.ts';

/** One attempt to sign. The id stays the same over retries and holds no dot; the timestamp is the attempt's. */
export type MessageToSign = { id: string; timestampSeconds: number; body: string };

/**
 * The `webhook-signature` of a message (Standard Webhooks 1.0.0, scheme v1): one signature per secret, separated by
 * spaces, so that a receiver may hold the old or the new one while they are rotated.
 */
export function signMessage(message: MessageToSign, secrets: readonly string[]): string {
  const content = `${message.id}.${message.timestampSeconds}.${message.body}`;
  return secrets
    .map(
      (secret) => `v1,${createHmac('sha256', secretToKey(secret)).update(content, 'utf8').digest('base64')}`,
    )
    .join(' ');
}

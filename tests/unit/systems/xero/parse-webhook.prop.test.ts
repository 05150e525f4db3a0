import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseXeroWebhook } from '../../../../runtime/src/adapters/systems/xero/parse-webhook.ts';

test('no bytes make the parser throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((text) => new TextEncoder().encode(text)),
      ),
      (body) => {
        expect(() => parseXeroWebhook(body, 'tenant')).not.toThrow();
      },
    ),
  );
});

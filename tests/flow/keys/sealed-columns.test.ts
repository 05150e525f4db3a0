import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SEALED_COLUMNS } from '../../../runtime/src/flow/keys/sealed-columns.ts';

const SOURCE = path.resolve(import.meta.dirname, '../../../runtime/src');

/** Every file that seals something, with the columns that it is stored in; none for what a browser or caller holds. */
const SEALERS: Record<string, string[]> = {
  'console/session/signing-in.ts': [],
  'http/cursor.ts': [],
  'flow/auth/settle-idempotency-key.ts': ['idempotency_keys.body'],
  'flow/connections/replace-connection-secrets.ts': ['connections.secrets'],
  'flow/ingest/take-records.ts': ['idempotency_keys.body'],
  'flow/setup/create-connection.ts': ['connections.secrets'],
  'flow/setup/create-push-connection.ts': ['connections.secrets'],
  'flow/webhooks/add-waiter.ts': ['approval_waiters.resume_url'],
  'flow/webhooks/create-webhook-endpoint.ts': ['webhook_endpoints.secret'],
  'flow/webhooks/rotate-webhook-secret.ts': ['webhook_endpoints.secret', 'webhook_endpoints.previous_secret'],
  // Seals anew what is there.
  'flow/keys/reseal-secrets.ts': [],
};

test('whatever is sealed and stored is sealed anew with another key: no file seals into a column that is not listed', () => {
  const sealing = globSync('**/*.{ts,tsx}', { cwd: SOURCE }).filter((file) =>
    /[sS]ecretBox\s*\.seal\(/.test(readFileSync(path.join(SOURCE, file), 'utf8')),
  );
  expect(sealing.sort()).toEqual(Object.keys(SEALERS).sort());
  const stored = new Set(Object.values(SEALERS).flat());
  expect([...stored].sort()).toEqual(SEALED_COLUMNS.map(({ name }) => name).sort());
});

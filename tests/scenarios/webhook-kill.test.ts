import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSecretBox } from '../../runtime/src/adapters/secrets/create-secret-box.ts';
import { createKeyRing } from '../../runtime/src/adapters/secrets/key-ring.ts';
import { createWebhookLoop, isGenuine } from '../flow/webhooks/support/create-webhook-loop.ts';
import { findFreePort, spawnHub } from '../support/spawn-hub.ts';

/** The queue notices the missing heartbeat after 15 s at the latest, and tries again a second later; twice as long for a slow machine. */
const WAIT_MAX_MS = 30_000;

async function until(what: string, look: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + WAIT_MAX_MS;
  while (!(await look())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await pause(20);
  }
}

test('killed with SIGKILL while a receiver holds a message, the hub sends it again with the same id, and the next ones after it', {
  timeout: 120_000,
}, async () => {
  const key = randomBytes(32);
  const loop = await createWebhookLoop({ overrides: { secretBox: createSecretBox(createKeyRing([key])) } });
  const folder = await mkdtemp(join(tmpdir(), 'seikyu-webhook-kill-'));
  const invoiceId = await loop.issued('1');
  const endpoint = await loop.endpoint({ eventTypes: ['invoice.sent', 'invoice.synced'] });
  const environment = {
    DATABASE_URL: loop.hub.databaseUrl,
    SEIKYU_DATA: folder,
    SEIKYU_PORT: String(await findFreePort()),
    SEIKYU_LOG_LEVEL: 'error',
    SEIKYU_SECRET_KEY: key.toString('base64'),
    SEIKYU_OPENED_ORIGINS: loop.receiver.origin,
  };
  const messages = () => loop.receivedAt(endpoint.url);
  loop.receiver.answer(() => 'hang');
  const first = spawnHub('start', environment);
  await first.ready();
  await loop.happen(invoiceId, 'invoice.sent');
  await loop.receiver.gets(1);
  await loop.happen(invoiceId, 'invoice.synced');
  await first.kill();
  expect((await loop.deliveries()).map(({ state, attempts }) => [state, attempts.length])).toEqual([
    ['pending', 0],
    ['pending', 0],
  ]);
  loop.receiver.answer(() => ({ status: 200 }));
  const second = spawnHub('start', environment);
  await second.ready();
  await until('both messages', async () =>
    (await loop.deliveries()).every(({ state }) => state === 'delivered'),
  );
  await second.stop();
  const types = messages().map(({ body }): string => JSON.parse(body).type);
  expect(types.slice(0, 2)).toEqual(['invoice.sent', 'invoice.sent']);
  expect(types.at(-1)).toBe('invoice.synced');
  expect(new Set(messages().map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  expect(messages().every((message) => isGenuine(endpoint.secret, message, new Date()))).toBe(true);
  await loop.close();
  await rm(folder, { recursive: true, force: true });
});

import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'vitest';
import { createSecretBox } from '../../runtime/src/adapters/secrets/create-secret-box.ts';
import { createWebhookLoop } from '../flow/webhooks/support/create-webhook-loop.ts';
import { findFreePort, spawnHub } from '../support/spawn-hub.ts';
test('latency', { timeout: 120_000 }, async () => {
  const key = randomBytes(32);
  const loop = await createWebhookLoop({ overrides: { secretBox: createSecretBox(key) } });
  const invoiceId = await loop.issued('1');
  const quiet: number[] = [];
  for (let i = 0; i < 30; i += 1) { const t = performance.now(); await loop.happen(invoiceId, 'invoice.sent'); quiet.push(performance.now() - t); }
  await loop.endpoint({ eventTypes: ['invoice.synced'] });
  const hub = spawnHub('start', { DATABASE_URL: loop.hub.databaseUrl, SEIKYU_DATA: await mkdtemp(join(tmpdir(), 'lat-')), SEIKYU_PORT: String(await findFreePort()), SEIKYU_LOG_LEVEL: 'error', SEIKYU_SECRET_KEY: key.toString('base64'), SEIKYU_OPENED_ORIGINS: loop.receiver.origin });
  await hub.ready();
  const lat: number[] = []; const tx: number[] = [];
  for (let i = 1; i <= 40; i += 1) {
    const b = performance.now();
    await loop.happen(invoiceId, 'invoice.synced');
    const t = performance.now(); tx.push(t - b);
    await loop.receiver.gets(i);
    lat.push(performance.now() - t);
    await pause(100);
  }
  const q = (a: number[], p: number) => a.toSorted((x, y) => x - y)[Math.floor(a.length * p)]?.toFixed(1);
  process.stderr.write(`LAT p50 ${q(lat, 0.5)} p95 ${q(lat, 0.95)} max ${Math.max(...lat).toFixed(0)} | event tx matched p50 ${q(tx, 0.5)} | unmatched p50 ${q(quiet, 0.5)}\n`);
  await hub.stop(); await loop.close();
});

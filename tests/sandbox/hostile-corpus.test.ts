import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../runtime/src/flow/ports.ts';
import { type ServedApp, serveApp } from '../../runtime/src/http/serve-app.ts';
import { createHttpLoop, type HttpLoop } from '../http/support/create-http-loop.ts';
import { batchOf, scriptOf } from '../unit/sandbox/batch-of.ts';
import { HOSTILE_CORPUS } from './corpus/hostile-corpus.ts';
import { type HostileEnd, TIMEOUT } from './corpus/hostile-script.ts';
import { type LagMeter, measureLag } from './support/measure-lag.ts';
import { type HealthWatch, watchHealth } from './support/watch-health.ts';

/** What a batch may take beyond its deadline, the end of its thread included. */
const BEYOND_MS = 500;
const HEALTH_MAX_MS = 200;
const DEADLINE_MS = 100;
/** A script that ends by itself, or by its memory, has time for it on a busy machine too. */
const DEADLINE_OF_OTHERS_MS = 10_000;
/** One thread with all the memory that it may have, and as much again for the hub and the tests. */
const RSS_GROWTH_MAX_BYTES = 200 * 1024 * 1024;

const GOOD = batchOf(scriptOf('return { doubled: source.amount * 2 };'), [{ amount: 21 }]);
const GOOD_OUTCOME = [{ ok: true, value: { doubled: 42 } }];

let loop: HttpLoop;
let server: ServedApp;
let sandbox: Sandbox;
let health: HealthWatch;
let lag: LagMeter;
let rssBefore: number;
beforeAll(async () => {
  loop = await createHttpLoop();
  ({ sandbox } = loop.hub.deps);
  server = await serveApp({ app: loop.app, host: '127.0.0.1', port: 0 });
  await sandbox.run(GOOD);
  rssBefore = process.memoryUsage.rss();
  lag = await measureLag();
  health = watchHealth(server.url, lag);
});
afterAll(async () => {
  await lag.stop();
  await server.close(1_000);
  await loop.hub.close();
});

const toOutcome = (end: HostileEnd) =>
  typeof end === 'string' ? { ok: false, code: end } : { ok: true, value: end.value };

describe.each(HOSTILE_CORPUS)('%s', (_family, scripts) => {
  test.each(scripts)('$name ends in time as it should, and the next record maps', async ({ script, end }) => {
    const timeoutMs = end === TIMEOUT ? DEADLINE_MS : DEADLINE_OF_OTHERS_MS;
    const lagBefore = lag.totalMs();
    const startedAt = performance.now();
    const outcomes = await sandbox.run(batchOf(script, [null], { timeoutMs }));
    const tookMs = performance.now() - startedAt - (lag.totalMs() - lagBefore);
    expect(outcomes).toMatchObject([toOutcome(end)]);
    expect(tookMs).toBeLessThan(timeoutMs + BEYOND_MS);
    expect(await sandbox.run(GOOD)).toEqual(GOOD_OUTCOME);
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });
});

test('no two scripts have one name, and there are at least sixty', () => {
  const names = HOSTILE_CORPUS.flatMap(([family, scripts]) =>
    scripts.map(({ name }) => `${family}: ${name}`),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(60);
});

test('the memory of the process returns', async () => {
  await expect
    .poll(() => process.memoryUsage.rss() - rssBefore, { timeout: 5_000, interval: 100 })
    .toBeLessThan(RSS_GROWTH_MAX_BYTES);
});

test('fifty of the largest outputs, all of them lists of lists, cross in one batch', async () => {
  const script = scriptOf('return { all: Array.from({ length: 8e4 }, () => []) };');
  const outcomes = await sandbox.run(batchOf(script, new Array(50).fill(null), { timeoutMs: 10_000 }));
  expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
});

test('the hub said within 200 ms that it is up, all the while', async () => {
  const { answers, slowestMs } = await health.stop();
  expect(answers).toBeGreaterThan(HOSTILE_CORPUS.length);
  expect(slowestMs).toBeLessThan(HEALTH_MAX_MS);
});

import { isDeepStrictEqual } from 'node:util';
import type { ScriptBatch } from '../../../runtime/src/flow/ports.ts';
import { percentile } from '../report.ts';
import type { MappingRunner } from './mapping-runner.ts';

/** Medians over the rounds: records per second of processor time, of every thread, and per second on the wall. */
export type Rates = { perCoreSecond: number; perSecond: number };

const SAMPLE = 200;

/**
 * Measures designs in turns, so that what else the machine does falls on all of them. Throws when two designs do not
 * give the same records.
 */
export async function measureRates(
  runners: MappingRunner[],
  items: ScriptBatch['items'],
  rounds: number,
): Promise<Rates[]> {
  await expectSameRecords(runners, items.slice(0, SAMPLE));
  const samples = runners.map((): Rates[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, runner] of runners.entries()) samples[at]?.push(await measure(runner, items));
  }
  return samples.map((rates) => ({
    perCoreSecond: percentile(
      rates.map((rate) => rate.perCoreSecond),
      0.5,
    ),
    perSecond: percentile(
      rates.map((rate) => rate.perSecond),
      0.5,
    ),
  }));
}

async function measure(runner: MappingRunner, items: ScriptBatch['items']): Promise<Rates> {
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await runner.run(items);
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { perCoreSecond: (items.length * 1_000_000) / (user + system), perSecond: items.length / seconds };
}

/** Runs each design once over a few records, which also warms it up. */
async function expectSameRecords(runners: MappingRunner[], items: ScriptBatch['items']): Promise<void> {
  const results: unknown[] = [];
  for (const runner of runners) results.push(await runner.run(items));
  if (!results.every((records) => isDeepStrictEqual(records, results[0]))) {
    throw new Error('the designs of the bench do not give the same records');
  }
}

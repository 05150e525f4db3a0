import { availableParallelism, loadavg } from 'node:os';
import { makeDeals, SHIPPED_SCRIPT, TYPICAL_SCRIPT } from './mapping-scripts/make-deals.ts';
import type { MappingRunner } from './mapping-scripts/mapping-runner.ts';
import { measureRates, type Rates } from './mapping-scripts/measure-rates.ts';
import { runInIsolatedVm } from './mapping-scripts/run-in-isolated-vm.ts';
import { runInNodeVm } from './mapping-scripts/run-in-node-vm.ts';
import { runInSandbox } from './mapping-scripts/run-in-sandbox.ts';
import { runNaively } from './mapping-scripts/run-naively.ts';
import { type Figure, moreIsBetter } from './report.ts';

const DEALS = 10_000;
const ROUNDS = 5;
const GOAL_PER_CORE_SECOND = 8_000;
const GOAL_OF_TWO_WORKERS = 1.5;

/** Mapping scripts over deals of 1.7 kB with their drafts: per core against other designs, and two workers against one. */
export async function benchMappingScripts(): Promise<Figure[]> {
  const deals = makeDeals(DEALS);
  return [
    ...(await compareDesigns('a typical mapping script', TYPICAL_SCRIPT, deals)),
    ...(await compareDesigns('the script of hubspot-deal', SHIPPED_SCRIPT, deals)),
    await compareWorkers(deals),
  ];
}

async function compareDesigns(
  what: string,
  script: string,
  deals: ReturnType<typeof makeDeals>,
): Promise<Figure[]> {
  const isolated = await runInIsolatedVm(script);
  const peers = [
    await runNaively(script),
    runInNodeVm(script),
    ...(isolated === undefined ? [] : [isolated]),
  ];
  const [own, ...others] = await measureAndClose([runInSandbox(script, 1), ...peers], deals);
  if (own === undefined) throw new Error('the sandbox was measured');
  const name = `${what}, records a second and core`;
  return [
    moreIsBetter(name, own.perCoreSecond, GOAL_PER_CORE_SECOND, '/s', 'goal'),
    ...others.map(({ perCoreSecond }, at) =>
      moreIsBetter(name, own.perCoreSecond, perCoreSecond, '/s', peers[at]?.name ?? ''),
    ),
  ];
}

async function compareWorkers(deals: ReturnType<typeof makeDeals>): Promise<Figure> {
  const runners = [runInSandbox(TYPICAL_SCRIPT, 1), runInSandbox(TYPICAL_SCRIPT, 2)];
  const [one, two] = await measureAndClose(runners, deals);
  if (one === undefined || two === undefined) throw new Error('both were measured');
  const load = `${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`;
  return moreIsBetter(
    'two workers, records a second on the wall',
    two.perSecond,
    one.perSecond,
    '/s',
    `one worker; goal ${GOAL_OF_TWO_WORKERS} x on idle cores; ${load}`,
  );
}

async function measureAndClose(
  runners: MappingRunner[],
  deals: ReturnType<typeof makeDeals>,
): Promise<Rates[]> {
  try {
    return await measureRates(runners, deals, ROUNDS);
  } finally {
    for (const runner of runners) await runner.close();
  }
}

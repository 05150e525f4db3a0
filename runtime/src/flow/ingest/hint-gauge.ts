import { sql } from 'drizzle-orm';
import type { ConnectionRow, FlowDeps } from '../context.ts';
import { countWaitingHints } from './count-waiting-hints.ts';

/** How many hints of a connection wait, as one process knows it: the last count, and what it took since. */
type HintGauge = { waiting: number; taken: number; countedAtMs: number; counting: Promise<void> | undefined };

/** The database is asked no more often than this per connection, and only once a hundredth of the bound was taken. */
const COUNT_EVERY_MS = 1_000;
const COUNT_AFTER_SHARE = 100;

const gaugesOfDeps = new WeakMap<FlowDeps, Map<string, HintGauge>>();

/**
 * Says whether as many hints of a connection wait as may. The answer comes from memory, since a webhook costs the hub
 * less than a query: a count is waited for by whoever finds no room, once a second, and by the first of a connection;
 * otherwise it runs beside the webhook that began it. What other processes took shows at the next count, so each may go
 * over by what it takes in a second.
 */
export async function isHintQueueFull(deps: FlowDeps, connection: ConnectionRow): Promise<boolean> {
  const gauge = gaugeOf(deps, connection);
  const isFull = (): boolean => gauge.waiting + gauge.taken >= deps.waitingHintsMax;
  const isMoved = isFull() || gauge.taken * COUNT_AFTER_SHARE >= deps.waitingHintsMax;
  const ageMs = Math.abs(deps.clock.now().getTime() - gauge.countedAtMs);
  const isDue = isMoved && ageMs >= COUNT_EVERY_MS && gauge.counting === undefined;
  if (isDue) {
    gauge.counting = count(deps, connection, gauge).finally(() => {
      gauge.counting = undefined;
    });
    // One that fails is begun again by the next webhook.
    gauge.counting.catch(() => undefined);
  }
  if (gauge.countedAtMs === NEVER || (isDue && isFull())) await gauge.counting;
  return isFull();
}

/** Adds what was just stored to what is known to wait. */
export function addWaitingHints(deps: FlowDeps, connection: ConnectionRow, count: number): void {
  gaugeOf(deps, connection).taken += count;
}

const NEVER = Number.NEGATIVE_INFINITY;

function gaugeOf(deps: FlowDeps, connection: ConnectionRow): HintGauge {
  const gauges = gaugesOfDeps.get(deps) ?? new Map<string, HintGauge>();
  gaugesOfDeps.set(deps, gauges);
  // Not counted yet is full: a process that starts into a flood lets nothing in on a guess.
  const gauge = gauges.get(connection.id) ?? {
    waiting: deps.waitingHintsMax,
    taken: 0,
    countedAtMs: NEVER,
    counting: undefined,
  };
  gauges.set(connection.id, gauge);
  return gauge;
}

async function count(deps: FlowDeps, connection: ConnectionRow, gauge: HintGauge): Promise<void> {
  const before = gauge.taken;
  const startedAtMs = deps.clock.now().getTime();
  const { organizationId, id: connectionId } = connection;
  const waiting = countWaitingHints({ organizationId, connectionId }, deps.waitingHintsMax);
  const [row] = await deps.database.inOrganization(organizationId, (tx) =>
    tx.execute<{ waiting: number }>(sql`select ${waiting} as waiting`),
  );
  gauge.waiting = row?.waiting ?? 0;
  gauge.taken -= before;
  gauge.countedAtMs = startedAtMs;
}

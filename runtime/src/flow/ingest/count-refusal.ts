import { sql } from 'drizzle-orm';
import type { ErrorCode } from '../../core/error-codes.ts';
import { webhookRefusals } from '../../db/schema/index.ts';
import type { ConnectionRow, FlowDeps } from '../context.ts';

/** Refusals of one connection and code: those being written, and those that wait for the next write. */
type Tally = { waiting: number; next: Promise<void> | undefined };

/** The counters of one process, with the write that is under way. */
type Counters = { tallies: Map<string, Tally>; lastWrite: Promise<unknown> };

const countersOfDeps = new WeakMap<FlowDeps, Counters>();

/**
 * Counts a refused webhook per connection, code and day: the only thing that a bad signature leaves behind. Resolves
 * once it is written. One write at a time takes all that came meanwhile, so that a flood of forgeries costs the
 * database next to nothing.
 */
export async function countRefusal(
  deps: FlowDeps,
  connection: ConnectionRow,
  code: ErrorCode,
): Promise<void> {
  const counters = countersOfDeps.get(deps) ?? {
    tallies: new Map<string, Tally>(),
    lastWrite: Promise.resolve(),
  };
  countersOfDeps.set(deps, counters);
  const key = `${connection.id} ${code}`;
  const tally = counters.tallies.get(key) ?? { waiting: 0, next: undefined };
  counters.tallies.set(key, tally);
  tally.waiting += 1;
  if (tally.next === undefined) {
    tally.next = counters.lastWrite.then(() => {
      const count = tally.waiting;
      tally.waiting = 0;
      tally.next = undefined;
      return addRefusals(deps, connection, code, count);
    });
    counters.lastWrite = tally.next.catch(() => undefined);
  }
  await tally.next;
}

async function addRefusals(
  deps: FlowDeps,
  connection: ConnectionRow,
  code: ErrorCode,
  count: number,
): Promise<void> {
  await deps.database.inOrganization(connection.organizationId, (tx) =>
    tx
      .insert(webhookRefusals)
      .values({
        organizationId: connection.organizationId,
        connectionId: connection.id,
        code,
        refusedOn: deps.clock.now().toISOString().slice(0, 10),
        refusedCount: BigInt(count),
      })
      .onConflictDoUpdate({
        target: [
          webhookRefusals.organizationId,
          webhookRefusals.connectionId,
          webhookRefusals.code,
          webhookRefusals.refusedOn,
        ],
        set: { refusedCount: sql`${webhookRefusals.refusedCount} + ${count}` },
      }),
  );
}

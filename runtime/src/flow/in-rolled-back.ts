import type { Tx } from '../db/open-database.ts';
import type { Ctx } from './context.ts';

/** Carries the answer out of a transaction that must not be kept. */
class RolledBack<Value> extends Error {
  readonly value: Value;
  constructor(value: Value) {
    super('rolled back on purpose');
    this.value = value;
  }
}

/** Runs the real work in a transaction and rolls it back: what it would do is known, and none of it was done. */
export async function inRolledBack<Value>(ctx: Ctx, work: (tx: Tx) => Promise<Value>): Promise<Value> {
  const answer = await ctx.deps.database
    .inOrganization(ctx.organizationId, async (tx): Promise<never> => {
      throw new RolledBack(await work(tx));
    })
    .catch((cause: unknown) => cause);
  if (answer instanceof RolledBack) return answer.value;
  throw answer;
}

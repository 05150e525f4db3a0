import type { Ctx } from '../../../../runtime/src/flow/context.ts';
import type { Transport } from '../../../../runtime/src/flow/ports.ts';
import type { LedgerLoop } from './ledger-loop.ts';

/** The hub as it acts until its process dies: every transaction and every call is a step, and after `steps` none is left. */
export function dyingAfter(ledger: LedgerLoop, steps: number): { ctx: Ctx; hasDied: () => boolean } {
  let left = steps;
  let hasDied = false;
  const step = (): void => {
    left -= 1;
    if (left >= 0) return;
    hasDied = true;
    throw new Error('killed');
  };
  const through: Transport = {
    request: async (request) => {
      step();
      return ledger.transport.request(request);
    },
  };
  const ctx = ledger.system();
  const { database } = ctx.deps;
  const dying: typeof database = {
    ...database,
    inOrganization: async (organizationId, work) => {
      step();
      return database.inOrganization(organizationId, work);
    },
  };
  return {
    ctx: { ...ctx, deps: { ...ctx.deps, database: dying, connectors: ledger.open(through) } },
    hasDied: () => hasDied,
  };
}

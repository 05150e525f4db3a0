import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { compileRuleSet } from '../../core/rules/compile-rule-set.ts';
import { createSimulation } from '../../core/rules/simulate/create-simulation.ts';
import { createSharedEngine } from '../../core/rules/simulate/shared-engine.ts';
import type { Simulation } from '../../core/rules/simulate/simulation.ts';
import type { Tx } from '../../db/open-database.ts';
import { ruleSimulations } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { checkRules } from './check-rules.ts';
import { findLiveRules } from './find-live-rules.ts';
import { getRulesVersion, type RulesVersionRow } from './get-rules-version.ts';
import { loadSimulatedInvoices } from './load-simulated-invoices.ts';

/** Which rules of an entity are tried: a version, or a definition that is not stored; and on the invoices of how many days. */
export const SimulateRulesInput = z
  .strictObject({
    entityId: z.string(),
    versionId: z.string().optional(),
    definition: z.unknown().optional(),
    days: z.int().min(1).max(1000).default(90),
  })
  .refine(
    ({ versionId, definition }) => (versionId === undefined) !== (definition === undefined),
    'needs a versionId or a definition',
  );
export type SimulateRulesInput = z.input<typeof SimulateRulesInput>;

/** More are more than anybody waits for. */
const INVOICES_MAX = 50_000;
const DAY_MS = 86_400_000;

/**
 * Routes the invoices of the last days by these rules and by those in force, and tells what differs. Nothing is routed
 * anew. What a stored version makes of them is kept with it, for its reviewer. Throws `rules.not_found` and
 * `rules.definition_invalid`.
 */
export async function simulateRules({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SimulateRulesInput;
}): Promise<Simulation> {
  const { entityId, versionId, definition, days } = SimulateRulesInput.parse(input);
  authorise(ctx, 'rules', entityId);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const version = versionId === undefined ? undefined : await getRulesVersion(tx, ctx, versionId);
    if (version !== undefined && version.entityId !== entityId) throw new AppError('rules.not_found');
    const engine = createSharedEngine();
    const live = await findLiveRules(tx, entityId);
    const before = live === undefined ? undefined : compileRuleSet(live.definition, engine);
    const { compiled } = await checkRules(tx, version?.definition ?? definition, engine);
    const simulation = createSimulation(before?.ok ? before.value : undefined, compiled);
    const since = new Date(ctx.deps.clock.now().getTime() - days * DAY_MS);
    let count = 0;
    for await (const invoice of loadSimulatedInvoices(tx, { entityId, since })) {
      count += 1;
      if (count > INVOICES_MAX) break;
      simulation.add(invoice);
    }
    const result = simulation.end(count > INVOICES_MAX);
    if (version !== undefined) await keep(tx, ctx, version, days, result);
    return result;
  });
}

async function keep(
  tx: Tx,
  ctx: Ctx,
  version: RulesVersionRow,
  days: number,
  result: Simulation,
): Promise<void> {
  await tx.insert(ruleSimulations).values({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('ruleSimulation'),
    versionId: version.id,
    contentHash: version.contentHash,
    days,
    result,
    simulatedBy: ctx.actor,
    simulatedAt: ctx.deps.clock.now(),
  });
}

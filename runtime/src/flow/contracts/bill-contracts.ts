import { AppError } from '../../core/app-error.ts';
import { todayIn } from '../../core/civil-date.ts';
import type { Finding } from '../../core/validation/finding.ts';
import type { Tx } from '../../db/open-database.ts';
import { loadCustomersOfDeals } from '../bill/load-customer-of-deal.ts';
import { authorise, type Ctx } from '../context.ts';
import { homeKey, homeOfContract } from './draft-home.ts';
import { giveBackLeftover } from './give-back-leftover.ts';
import { loadBillables } from './load-billables.ts';
import { loadClosedUntil } from './load-closed-until.ts';
import { loadPreceding } from './load-preceding.ts';
import { lockBilledTogether } from './lock-billed-together.ts';
import { lockOpenDrafts } from './lock-open-drafts.ts';
import type { WantedDraft } from './pair-drafts.ts';
import { type ContractPlan, planContract, type RunningPlan } from './plan-contract.ts';
import { type HomePlan, planHomes } from './plan-homes.ts';
import { type Reconciled, reconcileDrafts } from './reconcile-drafts.ts';
import { storePlans } from './store-plans.ts';

/** What a run over contracts did, and what it parked of them, by id. */
export type BilledContracts = Reconciled & { parked: ReadonlyMap<string, Finding[]> };

/**
 * Brings the invoices of contracts up to date, with those that are billed together with one of them; see `billContract`.
 * All or nothing: throws `record.not_found`, and `billing.*` when one cannot be billed as it is.
 */
export async function billContracts(
  tx: Tx,
  ctx: Ctx,
  contractIds: readonly string[],
): Promise<BilledContracts> {
  const rows = await lockBilledTogether(tx, contractIds);
  const open = await lockOpenDrafts(tx, rows);
  const billables = await loadBillables(tx, rows);
  for (const { terms } of billables) authorise(ctx, 'create', terms.entity.id);
  const now = ctx.deps.clock.now();
  const closedUntil = await loadClosedUntil(tx, rows);
  const planned = await Promise.all(
    billables.map((billable) => {
      const asOf = todayIn(billable.terms.entity.timeZone, now);
      const planning = planContract(tx, billable, { asOf, closedUntil: closedUntil(billable.contract) });
      return contractIds.includes(billable.contract.id) ? planning : passOverRefused(planning);
    }),
  );
  const plans = planned.filter((plan) => plan !== null);
  const running = plans.filter((plan) => plan.parked === null);
  const homes = planHomes(rows, running);
  const waiting = homesWithout(plans, running);
  // What is parked keeps its drafts as they are; those of a group that a contract has left go.
  const changing = open.filter((draft) => !waiting.has(homeKey(draft)));
  const ids = rows.map(({ id }) => id);
  const done = await reconcileDrafts(tx, ctx, {
    wanted: await toWanted(tx, homes),
    open: changing.filter(({ creditsInvoiceId }) => creditsInvoiceId === null),
    contractIds: ids,
  });
  const { unplaced, ...given } = await giveBackLeftover(tx, ctx, {
    leftovers: homes.filter(({ isOver, credits }) => isOver && credits.length > 0),
    open: changing.filter(({ creditsInvoiceId }) => creditsInvoiceId !== null),
    contractIds: ids,
  });
  await storePlans(tx, ctx, { plans, homes, unplaced });
  const parked = plans.flatMap((plan) =>
    plan.parked === null ? [] : [[plan.contract.id, plan.parked] as const],
  );
  return {
    created: [...done.created, ...given.created],
    regenerated: [...done.regenerated, ...given.regenerated],
    unchanged: [...done.unchanged, ...given.unchanged],
    discarded: [...done.discarded, ...given.discarded],
    waiting: done.waiting,
    parked: new Map(parked),
  };
}

/** One of a group that nobody asked for holds the others up by nothing: it waits, and its own run says why. */
async function passOverRefused(planning: Promise<ContractPlan>): Promise<ContractPlan | null> {
  try {
    return await planning;
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'billing.contract_invalid') return null;
    throw cause;
  }
}

const keyOf = ({ contract }: ContractPlan): string => homeKey(homeOfContract(contract));

/** Where nothing is billed now, since all that is billed there is parked. */
function homesWithout(plans: readonly ContractPlan[], running: readonly RunningPlan[]): Set<string> {
  const billed = new Set(running.map(keyOf));
  return new Set(plans.map(keyOf).filter((key) => !billed.has(key)));
}

/** The invoices as they should be by now: those of each contract, or of all that are billed together. */
async function toWanted(tx: Tx, homes: readonly HomePlan[]): Promise<WantedDraft[]> {
  // Who gets nothing is not looked for.
  const together = homes.filter(({ invoices }) => invoices.length > 0);
  const customers = await loadCustomersOfDeals(
    tx,
    together.map(({ contract, source }) => ({ deal: contract.body, source })),
  );
  const wanted = together.map(async ({ home, contract, terms, invoices }, place): Promise<WantedDraft[]> => {
    const customer = customers[place];
    if (customer === undefined) return [];
    const precedingOf = await loadPreceding(tx, contract.id, invoices);
    return invoices.map((group, at) => ({
      ...home,
      ...{ terms, customer, group, preceding: precedingOf(at) },
    }));
  });
  return (await Promise.all(wanted)).flat();
}

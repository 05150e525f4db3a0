import { AppError } from '../../core/app-error.ts';
import { addDays, addMonths, compareDates, withDay } from '../../core/civil-date.ts';
import { listStanding, type StandingView } from '../../flow/approve/standing/list-standing.ts';
import type { Ctx } from '../../flow/context.ts';
import { type BillingEventView, listBillingEvents } from '../../flow/contracts/list-billing-events.ts';
import { previewContract } from '../../flow/contracts/preview-contract.ts';
import type { PreviewedInvoice } from '../../flow/contracts/preview-invoices.ts';
import { type ContractView, getContract } from '../../flow/contracts/read-contract.ts';
import type { DeadLetterView } from '../../flow/read/list-dead-letters.ts';
import type { Page } from '../../flow/read/page.ts';
import { listFailuresOf } from './list-failures-of.ts';

/** The days of the picture of a contract's year, both included; `from` is the first of a month. */
export type YearSpan = { from: string; to: string };

/** Everything that a contract's page shows. */
export type ContractPageData = {
  contract: ContractView;
  year: YearSpan;
  /** What comes in the year, or why that cannot be said. */
  coming: { ok: true; invoices: PreviewedInvoice[] } | { ok: false; error: AppError };
  /** What was approved of its invoices beforehand, newest first. */
  standing: StandingView[];
  /** Who looks: a giver takes back what is theirs. */
  viewerId: string;
  facts: Page<BillingEventView>;
  failures: DeadLetterView[];
};

const FACTS_SHOWN = 50;
const MONTHS_BACK = 5;
const YEAR_MONTHS = 12;

/** Reads a contract for its page; throws `record.not_found`. */
export async function loadContractPage(ctx: Ctx, contractId: string): Promise<ContractPageData> {
  const contract = await getContract({ ctx, input: { contractId } });
  const year = yearOf(contract);
  return {
    contract,
    year,
    coming: await comingOf(ctx, contract, year),
    viewerId: ctx.actor.id,
    standing: await listStanding({ ctx, input: { contractId } }),
    facts: await listBillingEvents({ ctx, input: { contractId, limit: FACTS_SHOWN } }),
    failures: await listFailuresOf(ctx, { contractId }),
  };
}

/** Twelve months, of which five have passed where the contract is that old. */
function yearOf({ today, startsOn }: ContractView): YearSpan {
  const back = addMonths(withDay(today, 1), -MONTHS_BACK);
  const start = withDay(startsOn, 1);
  // One that begins much later is shown from its own first month.
  const from = compareDates(start, back) > 0 ? start : back;
  return { from, to: addDays(addMonths(from, YEAR_MONTHS), -1) };
}

async function comingOf(
  ctx: Ctx,
  { id, today, parked, invoices }: ContractView,
  { from: yearFrom, to }: YearSpan,
): Promise<ContractPageData['coming']> {
  // What a parked contract held back comes with its release; drafts that it has already are shown as such.
  const isHeldBack = parked !== null && invoices.every(({ number }) => number !== null);
  const from = isHeldBack ? yearFrom : addDays(today, 1);
  try {
    const { invoices } = await previewContract({ ctx, input: { contractId: id, from, to } });
    return { ok: true, invoices };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, error };
  }
}

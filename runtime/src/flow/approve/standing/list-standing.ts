import { desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../../../core/actor.ts';
import { AppError } from '../../../core/app-error.ts';
import { todayIn } from '../../../core/civil-date.ts';
import { money } from '../../../core/money/money.ts';
import { moneyToText } from '../../../core/money/money-to-text.ts';
import { currencyOf } from '../../../db/currency-of.ts';
import type { Tx } from '../../../db/open-database.ts';
import { approvalDecisions, entities, invoices, standingApprovals } from '../../../db/schema/index.ts';
import { authorise, type Ctx } from '../../context.ts';
import { getGrantedContract } from '../../contracts/read-granted-contracts.ts';
import type { StandingRow } from './load-standing.ts';

/** An invoice that a standing approval approved. */
export type StandingInvoice = {
  invoiceId: string;
  number: string | null;
  /** Of the whole invoice. */
  total: string;
  /** Whether other contracts are billed on it as well. */
  isCollective: boolean;
  at: Date;
};

/** A standing approval as people read it; amounts are decimals in major units, the last day is included. */
export type StandingView = {
  id: string;
  contractId: string;
  state: 'coming' | 'in_force' | 'expired' | 'revoked' | 'replaced' | 'contract_changed';
  amountMax: string;
  currency: string;
  invoicesMax: number | null;
  startsOn: string;
  endsOn: string;
  reason: string;
  givenBy: Actor;
  givenAt: Date;
  endedAt: Date | null;
  endedBy: Actor | null;
  endReason: string | null;
  /** What it approved, newest first. */
  approved: StandingInvoice[];
};

/** More than anybody gives for one contract; older ones are in the audit trail. */
const STANDING_MAX = 50;

/** The standing approvals of a contract, newest first, ended ones included; throws `record.not_found`. */
export async function listStanding({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { contractId: string };
}): Promise<StandingView[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await getGrantedContract(tx, ctx, input.contractId);
    return readStanding(tx, ctx, eq(standingApprovals.contractId, input.contractId));
  });
}

/** One standing approval; throws `request.not_found`, and `auth.entity_not_granted`. */
export async function getStanding({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { standingId: string };
}): Promise<StandingView> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [view] = await readStanding(tx, ctx, eq(standingApprovals.id, input.standingId));
    if (view === undefined) {
      throw new AppError('request.not_found', { detail: 'There is no such standing approval.' });
    }
    await getGrantedContract(tx, ctx, view.contractId);
    return view;
  });
}

async function readStanding(tx: Tx, ctx: Ctx, where: SQL): Promise<StandingView[]> {
  const rows = await tx
    .select({ standing: standingApprovals, timeZone: entities.timeZone })
    .from(standingApprovals)
    .innerJoin(entities, eq(entities.id, sql`${standingApprovals.basis} ->> 'entityId'`))
    .where(where)
    .orderBy(desc(standingApprovals.id))
    .limit(STANDING_MAX);
  const approved = await readApproved(
    tx,
    rows.map(({ standing }) => standing.id),
  );
  return rows.map(({ standing, timeZone }) => ({
    ...viewOf(standing, todayIn(timeZone, ctx.deps.clock.now())),
    approved: approved.get(standing.id) ?? [],
  }));
}

function viewOf(standing: StandingRow, today: string): Omit<StandingView, 'approved'> {
  const { id, contractId, invoicesMax, startsOn, endsOn, reason, givenBy, givenAt } = standing;
  const { endedAt, endedBy, endReason } = standing;
  const { currency } = standing.basis;
  const amountMax = moneyToText(money(standing.amountMaxMinor, currencyOf(currency)));
  const byDay = today < startsOn ? 'coming' : today > endsOn ? 'expired' : 'in_force';
  return {
    ...{ id, contractId, amountMax, currency, invoicesMax, startsOn, endsOn, reason, givenBy, givenAt },
    ...{ endedAt, endedBy, endReason },
    state: standing.endCause ?? byDay,
  };
}

async function readApproved(tx: Tx, ids: readonly string[]): Promise<Map<string, StandingInvoice[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      standingId: approvalDecisions.standingApprovalId,
      at: approvalDecisions.decidedAt,
      invoice: invoices,
    })
    .from(approvalDecisions)
    .innerJoin(invoices, eq(invoices.id, approvalDecisions.invoiceId))
    .where(inArray(approvalDecisions.standingApprovalId, [...ids]))
    .orderBy(desc(approvalDecisions.id));
  const found = new Map<string, StandingInvoice[]>();
  for (const { standingId, at, invoice } of rows) {
    if (standingId === null) continue;
    const ofStanding = found.get(standingId) ?? [];
    // Approved anew after a change: listed once, as it was approved last.
    if (ofStanding.some(({ invoiceId }) => invoiceId === invoice.id)) continue;
    const total = moneyToText(money(invoice.taxInclusiveMinor, currencyOf(invoice.currency)));
    const isCollective = invoice.collectiveKey !== null;
    ofStanding.push({ invoiceId: invoice.id, number: invoice.number, total, isCollective, at });
    found.set(standingId, ofStanding);
  }
  return found;
}

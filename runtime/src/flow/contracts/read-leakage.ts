import { asc, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { AGE_BUCKETS, type AgeBucket, type Leak, leakage } from '../../core/billing/leakage.ts';
import { stopsContract } from '../../core/billing/stops-contract.ts';
import { todayIn } from '../../core/civil-date.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import type { Finding } from '../../core/validation/finding.ts';
import type { Tx } from '../../db/open-database.ts';
import { billingEvents, contracts, sourceLinks } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { computeCharges } from './compute-charges.ts';
import { loadBooked } from './load-booked.ts';
import { type ContractRow, loadContractSource } from './load-contract.ts';
import { loadFacts } from './load-facts.ts';
import { loadTerms } from './load-terms.ts';
import { type CreditLeft, readCreditLeft } from './read-credit-left.ts';
import { grantedContracts } from './read-granted-contracts.ts';

/** Something billable that no invoice bills, drafts counted as invoices; net, as a decimal string in major units. */
export type LeakView = Omit<Leak, 'missingMinor' | 'evidence'> & {
  evidence: string[];
  contractId: string;
  contractTitle: string;
  isParked: boolean;
  currency: string;
  missingNet: string;
};

/** Facts whose contract is not here: what they come to is not known. */
export type StrayFacts = {
  system: string;
  contractKey: string;
  kind: string;
  count: string;
  oldestAt: Date;
};

/** A contract that owes its customer something, and what becomes of it. */
export type WaitingCredit = CreditLeft & { contractId: string; contractTitle: string; currency: string };

/** A contract that cannot be looked at as it is, and why. */
export type UnreadContract = { contractId: string; contractTitle: string; code: string; detail: string };

/** Facts of a contract that are not billed, by a finding that is an error: too much, too late, of nothing agreed. */
export type RefusedFacts = { contractId: string; contractTitle: string; finding: Finding };

/** What is billable and on no invoice (R-GEN-8), oldest first, with what each currency and age comes to. */
export type LeakageReport = {
  totals: { currency: string; bucket: AgeBucket; missingNet: string }[];
  leaks: LeakView[];
  strays: StrayFacts[];
  refused: RefusedFacts[];
  /** Credit of contracts that is on no issued document, as of their last run. */
  credits: WaitingCredit[];
  unread: UnreadContract[];
  /** False when there are more contracts or facts than one report looks through. */
  isComplete: boolean;
};

/** Guesses of what one request may look through and answer. */
const CONTRACTS_MAX = 1_000;
const LEAKS_MAX = 1_000;
const STRAYS_MAX = 200;
const REFUSED_MAX = 500;

type Found = {
  leaks: (Leak & Pick<LeakView, 'contractId' | 'contractTitle' | 'isParked'> & { code: CurrencyCode })[];
  refused: RefusedFacts[];
  unread: UnreadContract[];
};

/** Looks through the contracts that granted entities bill; stray facts are told to who has every entity. */
export async function readLeakage({ ctx }: { ctx: Ctx }): Promise<LeakageReport> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await tx
      .select()
      .from(contracts)
      .where(grantedContracts(ctx))
      .orderBy(asc(contracts.id))
      .limit(CONTRACTS_MAX + 1);
    const found: Found = { leaks: [], refused: [], unread: [] };
    for (const row of rows.slice(0, CONTRACTS_MAX)) await lookThrough(tx, ctx, row, found);
    const strays = ctx.entityIds === null ? await findStrays(tx) : [];
    const leaks = found.leaks.toSorted((one, other) => other.ageDays - one.ageDays);
    return {
      totals: totalsOf(leaks),
      leaks: leaks.slice(0, LEAKS_MAX).map(viewOf),
      strays: strays.slice(0, STRAYS_MAX),
      refused: found.refused.slice(0, REFUSED_MAX),
      credits: rows.slice(0, CONTRACTS_MAX).flatMap(creditOf),
      unread: found.unread,
      isComplete:
        rows.length <= CONTRACTS_MAX &&
        leaks.length <= LEAKS_MAX &&
        strays.length <= STRAYS_MAX &&
        found.refused.length <= REFUSED_MAX,
    };
  });
}

async function lookThrough(tx: Tx, ctx: Ctx, row: ContractRow, found: Found): Promise<void> {
  const place = { contractId: row.id, contractTitle: row.title };
  try {
    const terms = await loadTerms(tx, row.body);
    const source = await loadContractSource(tx, row.id);
    const { currency, entity } = terms;
    const asOf = todayIn(entity.timeZone, ctx.deps.clock.now());
    const booked = await loadBooked(tx, row.id, 'with_drafts');
    const input = { contract: row.body, source, terms, facts: await loadFacts(tx, source), booked };
    const { charges, findings } = await computeCharges(tx, input, asOf);
    const { leaks } = leakage({ charges, booked, asOf, currency, rounding: entity.rounding });
    for (const leak of leaks)
      found.leaks.push({ ...leak, ...place, isParked: row.parked !== null, code: currency });
    for (const finding of findings) if (leavesOut(finding)) found.refused.push({ ...place, finding });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    found.unread.push({ ...place, code: error.code, detail: error.detail });
  }
}

function creditOf(row: ContractRow): WaitingCredit[] {
  const left = readCreditLeft(row);
  return left === null
    ? []
    : [{ contractId: row.id, contractTitle: row.title, currency: row.currency, ...left }];
}

/** What stops a contract is told where the contract is parked. */
const leavesOut = (finding: Finding): boolean => finding.level === 'error' && !stopsContract(finding);

function viewOf({ missingMinor, code, evidence, ...leak }: Found['leaks'][number]): LeakView {
  return {
    ...leak,
    evidence: [...evidence],
    currency: code,
    missingNet: moneyToText(money(missingMinor, code)),
  };
}

function totalsOf(leaks: Found['leaks']): LeakageReport['totals'] {
  const byCurrency = Map.groupBy(leaks, ({ code }) => code);
  return [...byCurrency].flatMap(([code, ofCurrency]) =>
    AGE_BUCKETS.map((bucket) => {
      const missingMinor = ofCurrency.reduce(
        (sum, leak) => (leak.bucket === bucket ? sum + leak.missingMinor : sum),
        0n,
      );
      return { currency: code, bucket, missingNet: moneyToText(money(missingMinor, code)) };
    }),
  );
}

async function findStrays(tx: Tx): Promise<StrayFacts[]> {
  const isOfContract = sql`select 1 from ${sourceLinks} s
    where s.organization_id = ${billingEvents.organizationId} and s.kind = 'contract'
      and s.system = ${billingEvents.system} and s.external_id = ${billingEvents.contractKey}
      and s.connection_id is not distinct from ${billingEvents.connectionId}`;
  const { system, contractKey, kind } = billingEvents;
  const oldest = sql<string>`min(${billingEvents.createdAt})`;
  const rows = await tx
    .select({ system, contractKey, kind, count: sql<string>`count(*)::text`, oldestAt: oldest })
    .from(billingEvents)
    .where(sql`not exists (${isOfContract})`)
    .groupBy(system, contractKey, kind)
    .orderBy(oldest)
    .limit(STRAYS_MAX + 1);
  return rows.map(({ oldestAt, ...row }) => ({ ...row, oldestAt: new Date(oldestAt) }));
}

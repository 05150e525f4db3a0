import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { assert, assertNever } from '../../core/assert.ts';
import type { BillingFact } from '../../core/billing/billing-fact.ts';
import type { BookedCharge } from '../../core/billing/charge.ts';
import { exactMinor } from '../../core/billing/exact-minor.ts';
import { skusOfContract } from '../../core/billing/skus-of-contract.ts';
import type { CanonicalContract } from '../../core/canonical/contract.ts';
import { compareDates, todayIn } from '../../core/civil-date.ts';
import type { Period } from '../../core/invoice/document.ts';
import { decimalToText } from '../../core/money/decimal-to-text.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import type { Finding } from '../../core/validation/finding.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Release } from '../../db/schema/contract.ts';
import { contracts } from '../../db/schema/index.ts';
import { listBillingEntities } from '../bill/find-billing-entity.ts';
import { loadMaster } from '../bill/load-master.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadBooked } from './load-booked.ts';
import { type ContractRow, loadContractSource } from './load-contract.ts';
import { loadFacts } from './load-facts.ts';
import { loadTerms } from './load-terms.ts';
import { type CollectiveView, readCollective } from './read-collective.ts';
import { type ContractInvoice, readContractInvoices } from './read-contract-invoices.ts';
import { type ContractSummary, readContractSummaries } from './read-contract-summaries.ts';
import { type CreditLeft, readCreditLeft } from './read-credit-left.ts';
import { getGrantedContract } from './read-granted-contracts.ts';
import { type MilestoneProgress, readMilestoneProgress } from './read-milestone-progress.ts';
import { type OrderLineView, readOrderTrace } from './read-order-trace.ts';
import { type ParkedView, readParked } from './read-parked.ts';
import { readTimeProgress, type TimeProgress } from './read-time-progress.ts';

/** What issued invoices bill under one key of a contract, differences and adjustments included. */
export type BookedView = {
  key: string;
  kind: BookedCharge['kind'];
  sku: string;
  period: Period | null;
  invoiceOn: string;
  net: string;
};

/** How far what is agreed is carried out; null where that cannot be said, as its preview then says why. */
export type ContractProgress =
  | { form: 'subscription' }
  | MilestoneProgress
  | { form: 'order'; lines: OrderLineView[] }
  | TimeProgress;

/** A product that a contract bills; `listPrice` in the contract's currency, null where the master has none. */
export type ContractProduct = { sku: string; names: { en: string; ja: string }; listPrice: string | null };

/** A contract with everything that people ask about it; amounts are decimal strings in major units. */
export type ContractView = ContractSummary & {
  contract: CanonicalContract;
  /** What it bills, as the product master names and prices it today. */
  products: ContractProduct[];
  /** Today in the zone of the entity that bills it, in UTC where none does. */
  today: string;
  timeZone: string;
  /** The first day of the revision in force today; null before the first one. */
  inForceFrom: string | null;
  /** What it is billed together with; null for one that is billed on its own. */
  collective: CollectiveView | null;
  /** What the last run found that is not right about its facts; what is an error is not billed. */
  findings: Finding[];
  parked: ParkedView | null;
  released: Release | null;
  /** The newest 200, without what was discarded. */
  invoices: ContractInvoice[];
  booked: BookedView[];
  /** What `notToExceed` leaves, net; null where none is agreed. */
  leftNet: string | null;
  /** What it owes the customer on no issued document; null when it owes nothing. */
  creditLeft: CreditLeft | null;
  progress: ContractProgress | null;
};

/** Reads a contract with what became of it; throws `record.not_found`. */
export async function getContract({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { contractId: string };
}): Promise<ContractView> {
  authorise(ctx, 'read');
  const { contractId } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const row = await getGrantedContract(tx, ctx, contractId);
    const where = eq(contracts.id, contractId);
    const [found] = await readContractSummaries(tx, ctx, { where, limit: 1 });
    assert(found !== undefined, 'a contract that was just read has a summary');
    const [entity] = await listBillingEntities(tx, row.currency);
    const timeZone = entity?.timeZone ?? 'UTC';
    const today = todayIn(timeZone, ctx.deps.clock.now());
    const booked = await loadBooked(tx, contractId);
    const facts = await loadFacts(tx, await loadContractSource(tx, contractId));
    return {
      ...found.summary,
      contract: row.body,
      products: entity === undefined ? [] : await productsOf(tx, row, { entityId: entity.id, today }),
      today,
      timeZone,
      inForceFrom: revisionOn(row.body, today)?.effectiveOn ?? null,
      collective: await readCollective(tx, row),
      findings: row.findings,
      parked: readParked(row.parked),
      released: row.released,
      invoices: await readContractInvoices(tx, ctx, contractId),
      booked: booked.map((one) => bookedView(one, row.currency)),
      leftNet: leftOf(row, booked),
      creditLeft: readCreditLeft(row),
      progress: await progressOf(tx, ctx, { row, facts, today, booked }),
    };
  });
}

async function productsOf(
  tx: Tx,
  { body, currency }: ContractRow,
  { entityId, today }: { entityId: string; today: string },
): Promise<ContractProduct[]> {
  const skus = skusOfContract(body);
  const master = await loadMaster(tx, entityId, skus);
  return skus.flatMap((sku) => {
    const product = master.productOn(sku, today);
    if (product === undefined) return [];
    const price = product.prices.get(currency);
    return [
      { sku, names: product.names, listPrice: price === undefined ? null : decimalToText(price.unitPrice) },
    ];
  });
}

function revisionOn({ revisions }: CanonicalContract, day: string) {
  return revisions
    .toSorted((one, other) => compareDates(one.effectiveOn, other.effectiveOn))
    .findLast(({ effectiveOn }) => compareDates(effectiveOn, day) <= 0);
}

const netMinor = ({ fullMinor, differenceMinor, adjustmentMinor }: BookedCharge): bigint =>
  fullMinor + differenceMinor + adjustmentMinor;

function bookedView(booked: BookedCharge, currency: string): BookedView {
  const { key, kind, sku, period, invoiceOn } = booked;
  const net = moneyToText(money(netMinor(booked), currencyOf(currency)));
  return { key, kind, sku, period, invoiceOn, net };
}

function leftOf({ body, currency }: ContractRow, booked: readonly BookedCharge[]): string | null {
  const limit = body.notToExceed === undefined ? null : exactMinor(body.notToExceed, currencyOf(currency));
  // What cannot be read parks the contract, which says so.
  if (limit === null || !limit.ok) return null;
  const left = booked.reduce((rest, one) => rest - netMinor(one), limit.value);
  return moneyToText(money(left, currencyOf(currency)));
}

type ProgressInput = {
  row: ContractRow;
  facts: readonly BillingFact[];
  today: string;
  booked: readonly BookedCharge[];
};

async function progressOf(
  tx: Tx,
  ctx: Ctx,
  { row, facts, today, booked }: ProgressInput,
): Promise<ContractProgress | null> {
  const plan = (revisionOn(row.body, today) ?? row.body.revisions[0])?.plan;
  if (plan === undefined) return null;
  switch (plan.form) {
    case 'subscription':
      return { form: 'subscription' };
    case 'milestones': {
      const bookedKeys = new Set(booked.map(({ key }) => key));
      return readMilestoneProgress(plan, facts, { asOf: today, bookedKeys });
    }
    case 'time_and_materials':
      return readTimeProgress(facts, today);
    case 'order':
      return orderProgress(tx, ctx, row, facts);
    default:
      return assertNever(plan);
  }
}

async function orderProgress(
  tx: Tx,
  ctx: Ctx,
  row: ContractRow,
  facts: readonly BillingFact[],
): Promise<ContractProgress | null> {
  try {
    const terms = await loadTerms(tx, row.body);
    return { form: 'order', lines: await readOrderTrace(tx, ctx, { row, terms, facts }) };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

import { and, desc, eq, inArray, type SQL } from 'drizzle-orm';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { contracts, customers, sourceLinks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { ContractRow } from './load-contract.ts';
import {
  bookedMinorOfContract,
  type ContractState,
  contractState,
  customerIdOfContract,
} from './read-contract-columns.ts';

/** A contract as a list shows it; amounts are decimal strings in major units of its currency, net of tax. */
export type ContractSummary = {
  id: string;
  version: number;
  title: string;
  form: ContractRow['form'];
  currency: string;
  /** The system that it came from, and its id there. */
  system: string | null;
  externalId: string | null;
  /** Null while the customer that it names is not here. */
  customer: { id: string; name: string } | null;
  state: ContractState;
  startsOn: string;
  endsOn: string | null;
  /** The next day on which something falls due, as far as is known. */
  nextRunOn: string | null;
  /** What issued invoices bill of it. */
  billedNet: string;
  notToExceed: string | null;
  createdAt: Date;
  updatedAt: Date;
};

/** A summary with the row that it was made of. */
export type SummarisedContract = { row: ContractRow; summary: ContractSummary };

/** Reads contracts with where they stand, newest first. */
export async function readContractSummaries(
  tx: Tx,
  ctx: Ctx,
  { where, limit }: { where: SQL | undefined; limit: number },
): Promise<SummarisedContract[]> {
  const rows = await tx
    .select({
      row: contracts,
      state: contractState(ctx.deps.clock.now()),
      customerId: customerIdOfContract,
      bookedMinor: bookedMinorOfContract,
    })
    .from(contracts)
    .where(where)
    .orderBy(desc(contracts.id))
    .limit(limit);
  const customerIds = rows.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
  const names = await loadNames(tx, customerIds);
  const sources = await loadOrigins(
    tx,
    rows.map(({ row }) => row.id),
  );
  return rows.map(({ row, state, customerId, bookedMinor }) => {
    const name = customerId === null ? undefined : names.get(customerId);
    const source = sources.get(row.id);
    const { id, version, title, form, currency, body, nextRunOn, createdAt, updatedAt } = row;
    return {
      row,
      summary: {
        ...{ id, version, title, form, currency },
        system: source?.system ?? null,
        externalId: source?.externalId ?? null,
        customer: customerId === null || name === undefined ? null : { id: customerId, name },
        state,
        startsOn: body.startsOn,
        endsOn: body.endsOn ?? null,
        nextRunOn,
        billedNet: moneyToText(money(BigInt(bookedMinor), currencyOf(currency))),
        notToExceed: body.notToExceed ?? null,
        createdAt,
        updatedAt,
      },
    };
  });
}

async function loadNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: customers.id, name: customers.name })
    .from(customers)
    .where(inArray(customers.id, [...ids]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

type Origin = { system: string; externalId: string };

async function loadOrigins(tx: Tx, contractIds: readonly string[]): Promise<Map<string, Origin>> {
  if (contractIds.length === 0) return new Map();
  const rows = await tx
    .select({
      id: sourceLinks.canonicalId,
      system: sourceLinks.system,
      externalId: sourceLinks.externalId,
    })
    .from(sourceLinks)
    .where(and(eq(sourceLinks.kind, 'contract'), inArray(sourceLinks.canonicalId, [...contractIds])));
  return new Map(rows.map(({ id, ...origin }) => [id, origin]));
}

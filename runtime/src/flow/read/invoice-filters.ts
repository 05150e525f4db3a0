import { and, eq, gte, inArray, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import { todayIn } from '../../core/civil-date.ts';
import type { DocumentStatus, DocumentType } from '../../core/invoice/document.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, customers, disputes, entities, invoices } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { billsContract } from './bills-contract.ts';
import { holdsText, startsWithText } from './search-text.ts';

/** Where the money of an issued invoice stands, as far as a list can be asked for it. */
export const MONEY_STATUSES = [
  'unpaid',
  'partially_paid',
  'paid',
  'overdue',
  'written_off',
  'disputed',
] as const;

/** One status of an issued invoice's money. */
export type MoneyStatus = (typeof MONEY_STATUSES)[number];

/** Which invoices to list; all of what is given must hold. */
export type InvoiceFilters = {
  /** The document status, or where the money of an issued invoice stands. */
  status?: DocumentStatus | MoneyStatus;
  type?: DocumentType;
  entityId?: string;
  customerId?: string;
  dealId?: string;
  contractId?: string;
  /** The whole number. */
  number?: string;
  /** The beginning of the number, or a part of the customer's name. */
  query?: string;
  /** First and last day of issue, both included; a draft has none. */
  from?: string;
  to?: string;
};

/** Customers that a searched name may fit; who types less than a name wants the newest invoices, not all of them. */
const CUSTOMERS_MAX = 500;

/** The conditions of a list of invoices within the granted entities. */
export async function invoiceFilters(tx: Tx, ctx: Ctx, input: InvoiceFilters): Promise<SQL[]> {
  const filters: (SQL | undefined)[] = [
    ctx.entityIds === null ? undefined : inArray(invoices.entityId, [...ctx.entityIds]),
    input.type === undefined ? undefined : eq(invoices.type, input.type),
    input.entityId === undefined ? undefined : eq(invoices.entityId, input.entityId),
    input.customerId === undefined ? undefined : eq(invoices.customerId, input.customerId),
    input.dealId === undefined ? undefined : eq(invoices.dealId, input.dealId),
    input.contractId === undefined ? undefined : billsContract(input.contractId),
    input.number === undefined ? undefined : eq(invoices.number, input.number),
    input.from === undefined ? undefined : gte(invoices.issueDate, input.from),
    input.to === undefined ? undefined : lte(invoices.issueDate, input.to),
    input.query === undefined ? undefined : await queryFilter(tx, input.query),
    input.status === undefined ? undefined : await statusFilter(tx, ctx, input.status),
  ];
  return filters.filter((filter) => filter !== undefined);
}

async function queryFilter(tx: Tx, query: string): Promise<SQL | undefined> {
  const found = await tx
    .select({ id: customers.id })
    .from(customers)
    .where(or(holdsText(customers.name, query), holdsText(sql`${customers.body} ->> 'legalName'`, query)))
    .limit(CUSTOMERS_MAX);
  return or(
    startsWithText(invoices.number, query),
    inArray(
      invoices.customerId,
      found.map(({ id }) => id),
    ),
  );
}

async function statusFilter(
  tx: Tx,
  ctx: Ctx,
  status: DocumentStatus | MoneyStatus,
): Promise<SQL | undefined> {
  const sumOf = (which: SQL): SQL => sql`(select coalesce(sum(a.amount_minor), 0) from ${allocations} a
    where a.organization_id = ${invoices.organizationId} and a.invoice_id = ${invoices.id} and ${which})`;
  const settled = sumOf(sql`true`);
  const loss = sumOf(sql`a.write_off_id is not null`);
  // A credit note is not paid, and nothing of it is due.
  const isIssued = and(eq(invoices.documentStatus, 'issued'), ne(invoices.type, 'credit_note'));
  const isOpen = sql`${settled} < ${invoices.payableMinor}`;
  switch (status) {
    case 'unpaid':
      return and(isIssued, isOpen, sql`${settled} = ${loss}`);
    case 'partially_paid':
      return and(isIssued, isOpen, sql`${settled} > ${loss}`);
    case 'paid':
      return and(isIssued, sql`${settled} >= ${invoices.payableMinor}`, sql`${loss} = 0`);
    case 'written_off':
      return and(isIssued, sql`${settled} >= ${invoices.payableMinor}`, sql`${loss} > 0`);
    case 'disputed':
      return and(isIssued, isDisputed);
    case 'overdue':
      return and(isIssued, await pastDue(tx, ctx), isOpen);
    default:
      return eq(invoices.documentStatus, status);
  }
}

const isDisputed = sql`exists (select 1 from ${disputes} d
  where d.organization_id = ${invoices.organizationId} and d.invoice_id = ${invoices.id} and d.state = 'open')`;

/** Past its due date on today's date in the zone of its entity. */
async function pastDue(tx: Tx, ctx: Ctx): Promise<SQL> {
  const zones = await tx.select({ id: entities.id, timeZone: entities.timeZone }).from(entities);
  const now = ctx.deps.clock.now();
  const past = zones.map(({ id, timeZone }) =>
    and(eq(invoices.entityId, id), lt(invoices.dueDate, todayIn(timeZone, now))),
  );
  return or(...past) ?? sql`false`;
}

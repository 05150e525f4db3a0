import { and, desc, eq, gte, inArray, lt, min, ne } from 'drizzle-orm';
import { invoiceToFacts } from '../../core/rules/invoice-to-facts.ts';
import type { SimulatedInvoice } from '../../core/rules/simulate/create-simulation.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines, invoices } from '../../db/schema/index.ts';
import { type BaseRate, openBaseRates } from '../fx/base-rates.ts';
import { getInvoiceRow, type InvoiceRow } from '../get-invoice-row.ts';
import { rowsToDocument } from '../load-document.ts';
import { loadUnitCosts, type UnitCosts } from '../load-unit-costs.ts';
import { loadDefaultTerms } from './load-default-terms.ts';
import { lineCosts } from './load-line-costs.ts';

/** Invoices that are read at a time, so that memory does not grow with their number. */
const PART = 2_000;

/**
 * The invoices of an entity since an instant, newest first, with their facts as they were when they were submitted, or
 * made where they were not. Discarded ones are left out.
 */
export async function* loadSimulatedInvoices(
  tx: Tx,
  { entityId, since }: { entityId: string; since: Date },
): AsyncGenerator<SimulatedInvoice> {
  const firstIssued = await loadFirstIssued(tx, entityId);
  const baseOf = await openBaseRates(tx, entityId);
  const defaultTerms = await loadDefaultTerms(tx, entityId);
  let before: string | undefined;
  for (;;) {
    const rows = await tx
      .select()
      .from(invoices)
      .where(
        and(
          eq(invoices.entityId, entityId),
          gte(invoices.createdAt, since),
          ne(invoices.documentStatus, 'discarded'),
          before === undefined ? undefined : lt(invoices.id, before),
        ),
      )
      .orderBy(desc(invoices.id))
      .limit(PART);
    const lines = await loadLines(
      tx,
      rows.map(({ id }) => id),
    );
    const unitCosts = await loadUnitCosts(tx, versionsOf(lines));
    for (const row of rows) {
      const base = await baseOf(row, askedAtOf(row));
      yield toSimulated(row, lines.get(row.id) ?? [], { firstIssued, base, defaultTerms, unitCosts });
    }
    before = rows.at(-1)?.id;
    if (rows.length < PART) return;
  }
}

/** One of them, whatever its age; throws `invoice.not_found`. */
export async function loadSimulatedInvoice(tx: Tx, invoiceId: string): Promise<SimulatedInvoice> {
  const row = await getInvoiceRow(tx, invoiceId);
  const lines = await loadLines(tx, [row.id]);
  const baseOf = await openBaseRates(tx, row.entityId);
  const base = await baseOf(row, askedAtOf(row));
  return toSimulated(row, lines.get(row.id) ?? [], {
    firstIssued: await loadFirstIssued(tx, row.entityId),
    base,
    defaultTerms: await loadDefaultTerms(tx, row.entityId),
    unitCosts: await loadUnitCosts(tx, versionsOf(lines)),
  });
}

type LineRow = typeof invoiceLines.$inferSelect;

async function loadLines(tx: Tx, ids: string[]): Promise<Map<string, LineRow[]>> {
  if (ids.length === 0) return new Map();
  const lines = await tx
    .select()
    .from(invoiceLines)
    .where(inArray(invoiceLines.invoiceId, ids))
    .orderBy(invoiceLines.invoiceId, invoiceLines.position);
  return Map.groupBy(lines, ({ invoiceId }) => invoiceId);
}

/** Each product version that lines were priced with, once. */
const versionsOf = (lines: ReadonlyMap<string, readonly LineRow[]>): string[] => [
  ...new Set(
    [...lines.values()].flatMap((ofInvoice) => ofInvoice.flatMap((line) => line.productVersionId ?? [])),
  ),
];

/** When each customer had the first invoice that stands. */
async function loadFirstIssued(tx: Tx, entityId: string): Promise<ReadonlyMap<string, Date | null>> {
  const customers = tx
    .selectDistinct({ id: invoices.customerId })
    .from(invoices)
    .where(eq(invoices.entityId, entityId));
  const rows = await tx
    .select({ customerId: invoices.customerId, at: min(invoices.issuedAt) })
    .from(invoices)
    .where(and(eq(invoices.documentStatus, 'issued'), inArray(invoices.customerId, customers)))
    .groupBy(invoices.customerId);
  return new Map(rows.map(({ customerId, at }) => [customerId, at]));
}

/** When an invoice was submitted, or made where it was not. */
const askedAtOf = (row: InvoiceRow): Date => row.submittedAt ?? row.createdAt;

/** What the rules ask besides; the terms of the entity as they are now, since earlier ones are not kept. */
type Beside = {
  firstIssued: ReadonlyMap<string, Date | null>;
  base: BaseRate;
  defaultTerms: string;
  unitCosts: UnitCosts;
};

function toSimulated(
  row: InvoiceRow,
  lines: LineRow[],
  { firstIssued, base, defaultTerms, unitCosts }: Beside,
): SimulatedInvoice {
  const askedAt = askedAtOf(row);
  const first = firstIssued.get(row.customerId) ?? null;
  const facts = invoiceToFacts(rowsToDocument(row, lines, []), {
    isNewCustomer: first === null || first >= askedAt,
    now: askedAt.toISOString(),
    costs: lineCosts(lines, row.currency, unitCosts),
    base,
    defaultTerms,
  });
  return { invoiceId: row.id, number: row.number, customer: row.buyer.name, facts };
}

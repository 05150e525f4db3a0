import { desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import { todayIn } from '../../core/civil-date.ts';
import type { ReportKind } from '../../core/delivery/delivery-report.ts';
import { type DeliveryStatus, deliveryStatus } from '../../core/delivery/delivery-status.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { type BoardColumn, boardColumn } from '../../core/settlement/board-column.ts';
import { type CollectionStatus, collectionOn } from '../../core/settlement/collection.ts';
import {
  type DisplayStatus,
  type DisputeStatus,
  displayStatus,
} from '../../core/settlement/display-status.ts';
import { type DueStatus, dueStatus } from '../../core/settlement/due-status.ts';
import { type OverdueLevel, overdueLevel } from '../../core/settlement/overdue-level.ts';
import { type SettlementStatus, settle } from '../../core/settlement/settle.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import {
  allocations,
  collections,
  disputes,
  entities,
  invoices,
  payments,
  sendAttempts,
} from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** Where an invoice stands today; amounts are decimal strings in major units of its currency. */
export type InvoiceStanding = {
  invoiceId: string;
  displayStatus: DisplayStatus;
  boardColumn: BoardColumn;
  delivery: DeliveryStatus;
  /** True while a send attempt's outcome is not known. */
  isSendUnknown: boolean;
  settlement: SettlementStatus;
  due: DueStatus;
  /** The most severe level of lateness that the entity set and this invoice has reached; null below all of them. */
  overdueLevel: string | null;
  dispute: DisputeStatus;
  collection: CollectionStatus;
  currency: string;
  total: string;
  totalMinor: bigint;
  cash: string;
  /** What credit notes took off it; of a credit note, what it took off its invoice. */
  credit: string;
  /** What payers kept for a reason, such as a bank's fee. */
  deducted: string;
  /** What was written off and did not come after all. */
  loss: string;
  balance: string;
  balanceMinor: bigint;
  /** What is on its way and settles nothing yet, and the day on which the first of it set out; null without any. */
  pendingMoney: { amount: string; since: string } | null;
  /** When each step was reached, null while it was not. */
  reachedAt: { created: Date; approved: Date | null; sent: Date | null; paid: Date | null };
};

/** The standing of one invoice. */
export async function loadStanding(tx: Tx, ctx: Ctx, invoiceId: string): Promise<InvoiceStanding> {
  const standing = (await loadStandings(tx, ctx, [invoiceId])).get(invoiceId);
  assert(standing !== undefined, 'an invoice that was just read has a standing');
  return standing;
}

/** The standing of many invoices, by id: derived from ledger, attempts and dates, so that it is never stale. */
export async function loadStandings(
  tx: Tx,
  ctx: Ctx,
  invoiceIds: readonly string[],
): Promise<Map<string, InvoiceStanding>> {
  if (invoiceIds.length === 0) return new Map();
  return standingsWhere(tx, ctx, inArray(invoices.id, [...invoiceIds]));
}

async function standingsWhere(
  tx: Tx,
  ctx: Ctx,
  where: SQL | undefined,
): Promise<Map<string, InvoiceStanding>> {
  // Not the view of balances: it would add up every ledger row of the organization for a page of invoices.
  const sumOf = (
    which: SQL,
  ) => sql<string>`(select coalesce(sum(a.amount_minor), 0)::bigint from ${allocations} a
    where a.organization_id = ${invoices.organizationId} and ${which})`;
  const ofInvoice = sql`a.invoice_id = ${invoices.id}`;
  const ofInvoiceSent = sql`s.organization_id = ${invoices.organizationId} and s.invoice_id = ${invoices.id}
    and (s.state = 'sent' or s.reported is not null)`;
  const rows = await tx
    .select({
      invoice: invoices,
      timeZone: entities.timeZone,
      overdueLevels: entities.overdueLevels,
      cashMinor: sumOf(sql`${ofInvoice} and a.payment_id is not null`),
      creditMinor: sumOf(sql`${ofInvoice} and a.credit_note_id is not null`),
      deductionMinor: sumOf(sql`${ofInvoice} and a.deduction is not null`),
      lossMinor: sumOf(sql`${ofInvoice} and a.write_off_id is not null`),
      givenMinor: sumOf(sql`a.credit_note_id = ${invoices.id}`),
      dispute: sql<DisputeStatus | null>`(select d.state from ${disputes} d
        where d.organization_id = ${invoices.organizationId} and d.invoice_id = ${invoices.id}
        order by d.id desc limit 1)`,
      collection: collections,
      pendingMinor: sql<string>`(select coalesce(sum(p.pending_minor), 0)::bigint from ${payments} p
        where p.organization_id = ${invoices.organizationId} and p.pending_invoice_id = ${invoices.id})`,
      pendingSince: sql<string | null>`(select min(p.received_on)::text from ${payments} p
        where p.organization_id = ${invoices.organizationId} and p.pending_invoice_id = ${invoices.id})`,
      lastAllocatedAt: sql<string | null>`(select max(a.created_at)::text from ${allocations} a
        where a.organization_id = ${invoices.organizationId} and a.invoice_id = ${invoices.id})`,
      // A bounced mail reached nobody; one whose outcome was not known went out where somebody reports of it.
      sentAt: sql<string | null>`(select min(s.ended_at)::text from ${sendAttempts} s where ${ofInvoiceSent}
        and s.reported is distinct from 'bounced')`,
      lastOut: sql<ReportKind | null>`(select coalesce(s.reported, 'sent') from ${sendAttempts} s
        where ${ofInvoiceSent} order by s.queued_at desc, s.id desc limit 1)`,
      lastSend: sql<
        string | null
      >`(select case when s.reported is null then s.state end from ${sendAttempts} s
        where s.organization_id = ${invoices.organizationId} and s.invoice_id = ${invoices.id}
        order by s.queued_at desc, s.id desc limit 1)`,
    })
    .from(invoices)
    .innerJoin(entities, eq(entities.id, invoices.entityId))
    .leftJoin(collections, eq(collections.invoiceId, invoices.id))
    .where(where)
    .orderBy(desc(invoices.id));
  const now = ctx.deps.clock.now();
  return new Map(rows.map((row) => [row.invoice.id, toStanding(row, todayIn(row.timeZone, now))]));
}

type StandingRow = {
  invoice: typeof invoices.$inferSelect;
  overdueLevels: readonly OverdueLevel[];
  cashMinor: string;
  creditMinor: string;
  deductionMinor: string;
  lossMinor: string;
  /** How the newest dispute stands; null without one. */
  dispute: DisputeStatus | null;
  collection: typeof collections.$inferSelect | null;
  /** What a credit note took off its invoice. */
  givenMinor: string;
  pendingMinor: string;
  pendingSince: string | null;
  lastAllocatedAt: string | null;
  sentAt: string | null;
  /** What became of the newest mail that went out; null where none did. */
  lastOut: ReportKind | null;
  /** What became of handing the newest one over; null without one, and where it was reported of. */
  lastSend: string | null;
};

type Settled = Pick<InvoiceStanding, 'balanceMinor' | 'settlement' | 'due'>;

/**
 * Money counts on issued documents only; a draft may hold any total, until the validation says what is wrong. Of one
 * that was voided nothing is owed.
 */
function settlementOf(row: StandingRow, today: string): Settled {
  const { invoice } = row;
  if (invoice.documentStatus === 'voided') {
    return {
      balanceMinor: 0n,
      settlement: 'unpaid',
      due: { status: 'not_due', daysOverdue: 0, bucket: null },
    };
  }
  if (invoice.number === null) {
    const due = { status: 'not_due', daysOverdue: 0, bucket: null } as const;
    return { balanceMinor: invoice.payableMinor, settlement: 'unpaid', due };
  }
  if (invoice.type === 'credit_note')
    return settlementOfCreditNote(invoice.payableMinor, BigInt(row.givenMinor));
  const { balanceMinor, status } = settle({
    totalMinor: invoice.payableMinor,
    cashMinor: BigInt(row.cashMinor),
    creditMinor: BigInt(row.creditMinor),
    deductionMinor: BigInt(row.deductionMinor),
    lossMinor: BigInt(row.lossMinor),
  });
  return {
    balanceMinor,
    settlement: status,
    due: dueStatus({ dueDate: invoice.dueDate, balanceMinor, asOf: today }),
  };
}

/** Nothing of a credit note is due: its balance, below zero, is what of it is the customer's still. */
function settlementOfCreditNote(payableMinor: bigint, givenMinor: bigint): Settled {
  const balanceMinor = payableMinor + givenMinor;
  return {
    balanceMinor,
    settlement: balanceMinor === 0n ? 'credited' : 'unpaid',
    due: { status: 'not_due', daysOverdue: 0, bucket: null },
  };
}

function toStanding(row: StandingRow, today: string): InvoiceStanding {
  const { invoice } = row;
  const currency = currencyOf(invoice.currency);
  const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, currency));
  const { balanceMinor, settlement, due } = settlementOf(row, today);
  const delivery = deliveryStatus({
    lastOut: row.lastOut,
    isOneOpen: row.lastSend === 'queued' || row.lastSend === 'sending',
  });
  const dispute = row.dispute ?? 'none';
  const isOwed = invoice.documentStatus === 'issued' && invoice.type !== 'credit_note';
  const display = displayStatus({
    document: invoice.documentStatus,
    delivery,
    settlement,
    due: due.status,
    dispute,
  });
  return {
    invoiceId: invoice.id,
    displayStatus: display,
    boardColumn: boardColumn(display, due.status),
    delivery,
    isSendUnknown: row.lastSend === 'unknown',
    settlement,
    due,
    overdueLevel: overdueLevel(due, row.overdueLevels),
    dispute,
    collection: collectionOn({
      kept: row.collection,
      isOwed: isOwed && balanceMinor > 0n,
      balanceMinor,
      isDisputed: dispute === 'open',
      asOf: today,
    }),
    currency: invoice.currency,
    total: text(invoice.payableMinor),
    totalMinor: invoice.payableMinor,
    cash: text(BigInt(row.cashMinor)),
    credit: text(invoice.type === 'credit_note' ? BigInt(row.givenMinor) : BigInt(row.creditMinor)),
    deducted: text(BigInt(row.deductionMinor)),
    loss: text(BigInt(row.lossMinor)),
    balance: text(balanceMinor),
    balanceMinor,
    pendingMoney:
      row.pendingSince === null ? null : { amount: text(BigInt(row.pendingMinor)), since: row.pendingSince },
    reachedAt: {
      created: invoice.createdAt,
      approved: invoice.approvedAt,
      sent: row.sentAt === null || delivery === 'bounced' ? null : new Date(row.sentAt),
      paid: settlement === 'paid' || settlement === 'credited' ? paidAt(row) : null,
    },
  };
}

/** An invoice that nothing had to be paid for was paid when it was issued. */
const paidAt = ({ lastAllocatedAt, invoice }: StandingRow): Date | null =>
  lastAllocatedAt === null ? invoice.issuedAt : new Date(lastAllocatedAt);

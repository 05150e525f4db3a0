import { desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import { todayIn } from '../../core/civil-date.ts';
import { money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { type BoardColumn, boardColumn } from '../../core/settlement/board-column.ts';
import {
  type DeliveryStatus,
  type DisplayStatus,
  displayStatus,
} from '../../core/settlement/display-status.ts';
import { type DueStatus, dueStatus } from '../../core/settlement/due-status.ts';
import { type SettlementStatus, settle } from '../../core/settlement/settle.ts';
import { currencyOf } from '../../db/currency-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { allocations, entities, invoices, sendAttempts } from '../../db/schema/index.ts';
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
  currency: string;
  total: string;
  totalMinor: bigint;
  cash: string;
  /** What credit notes took off it; of a credit note, what it took off its invoice. */
  credit: string;
  balance: string;
  balanceMinor: bigint;
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
  const rows = await tx
    .select({
      invoice: invoices,
      timeZone: entities.timeZone,
      // Not the view of balances: it would add up every ledger row of the organization for a page of invoices.
      cashMinor: sql<string>`(select coalesce(sum(a.amount_minor), 0)::bigint from ${allocations} a
        where a.organization_id = ${invoices.organizationId} and a.invoice_id = ${invoices.id}
          and a.payment_id is not null)`,
      creditMinor: sql<string>`(select coalesce(sum(a.amount_minor), 0)::bigint from ${allocations} a
        where a.organization_id = ${invoices.organizationId} and a.invoice_id = ${invoices.id}
          and a.credit_note_id is not null)`,
      givenMinor: sql<string>`(select coalesce(sum(a.amount_minor), 0)::bigint from ${allocations} a
        where a.organization_id = ${invoices.organizationId} and a.credit_note_id = ${invoices.id})`,
      lastAllocatedAt: sql<string | null>`(select max(a.created_at)::text from ${allocations} a
        where a.organization_id = ${invoices.organizationId} and a.invoice_id = ${invoices.id})`,
      sentAt: sql<string | null>`(select min(s.ended_at)::text from ${sendAttempts} s
        where s.organization_id = ${invoices.organizationId} and s.invoice_id = ${invoices.id} and s.state = 'sent')`,
      lastSend: sql<string | null>`(select s.state from ${sendAttempts} s
        where s.organization_id = ${invoices.organizationId} and s.invoice_id = ${invoices.id}
        order by s.queued_at desc, s.id desc limit 1)`,
    })
    .from(invoices)
    .innerJoin(entities, eq(entities.id, invoices.entityId))
    .where(where)
    .orderBy(desc(invoices.id));
  const now = ctx.deps.clock.now();
  return new Map(rows.map((row) => [row.invoice.id, toStanding(row, todayIn(row.timeZone, now))]));
}

type StandingRow = {
  invoice: typeof invoices.$inferSelect;
  cashMinor: string;
  creditMinor: string;
  /** What a credit note took off its invoice. */
  givenMinor: string;
  lastAllocatedAt: string | null;
  sentAt: string | null;
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
    deductionMinor: 0n,
    lossMinor: 0n,
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
  const delivery: DeliveryStatus =
    row.sentAt !== null
      ? 'sent'
      : row.lastSend === 'queued' || row.lastSend === 'sending'
        ? 'queued'
        : 'not_sent';
  const display = displayStatus({
    document: invoice.documentStatus,
    delivery,
    settlement,
    due: due.status,
    dispute: 'none',
  });
  return {
    invoiceId: invoice.id,
    displayStatus: display,
    boardColumn: boardColumn(display, due.status),
    delivery,
    isSendUnknown: row.lastSend === 'unknown',
    settlement,
    due,
    currency: invoice.currency,
    total: text(invoice.payableMinor),
    totalMinor: invoice.payableMinor,
    cash: text(BigInt(row.cashMinor)),
    credit: text(invoice.type === 'credit_note' ? BigInt(row.givenMinor) : BigInt(row.creditMinor)),
    balance: text(balanceMinor),
    balanceMinor,
    reachedAt: {
      created: invoice.createdAt,
      approved: invoice.approvedAt,
      sent: row.sentAt === null ? null : new Date(row.sentAt),
      paid: settlement === 'paid' || settlement === 'credited' ? paidAt(row) : null,
    },
  };
}

/** An invoice that nothing had to be paid for was paid when it was issued. */
const paidAt = ({ lastAllocatedAt, invoice }: StandingRow): Date | null =>
  lastAllocatedAt === null ? invoice.issuedAt : new Date(lastAllocatedAt);

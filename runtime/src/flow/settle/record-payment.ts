import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { SourceKey } from '../../core/canonical/texts.ts';
import { todayIn } from '../../core/civil-date.ts';
import { DateText } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import type { Money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { parseMoneyText } from '../../core/money/parse-money-text.ts';
import type { Result } from '../../core/result.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { canonicalVersions, invoices, payments, sourceLinks } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { getInvoiceForUpdate, type InvoiceRow } from '../get-invoice-row.ts';
import { lockSources } from '../map/source-link.ts';
import { loadPayment, type PaymentView } from '../read/list-payments.ts';
import { recordAudit } from '../record-audit.ts';
import { applyPayment } from './apply-payment.ts';

/** Money that a person or a program received for an invoice; `externalId` names it for good, so that it is booked once. */
export const RecordPaymentInput = z.strictObject({
  invoiceId: z.string().max(64).optional(),
  invoiceNumber: z.string().trim().min(1).max(100).optional(),
  amount: z.string().max(40),
  currency: z.string().max(3),
  receivedOn: DateText,
  reference: z.string().trim().min(1).max(300).optional(),
  externalId: SourceKey,
});
export type RecordPaymentInput = z.infer<typeof RecordPaymentInput>;

/** Where payments that were recorded here have their ids. */
const SOURCE = { system: 'api', connectionId: null, object: 'payment' } as const;

/** The zone whose day begins first: a day that has not begun there has begun nowhere. */
const FIRST_ZONE = 'Pacific/Kiritimati';

/**
 * Records a payment and applies it to its invoice, as one that a ledger tells of; what exceeds the balance stays
 * unapplied. The same `externalId` with the same content again books nothing and gives the first payment. Throws
 * `settlement.external_id_reused` for another content, `settlement.invoice_unknown`, `settlement.currency_differs`,
 * or `request.invalid` for an amount or a day that cannot be.
 */
export async function recordPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RecordPaymentInput;
}): Promise<{ payment: PaymentView; isNew: boolean }> {
  authorise(ctx, 'record_payment');
  const amount = readAmount(input);
  refuseFuture(ctx, input.receivedOn);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await lockSources(tx, ctx, [{ ...SOURCE, externalId: input.externalId }]);
    const invoice = await getNamedInvoice(tx, input);
    authorise(ctx, 'record_payment', invoice.entityId);
    const body = {
      externalKey: input.externalId,
      invoiceNumber: invoice.number ?? '',
      amount: moneyToText(amount),
      currency: input.currency,
      receivedOn: input.receivedOn,
      ...(input.reference === undefined ? {} : { reference: input.reference }),
      state: 'settled',
    };
    const bodyHash = createHash('sha256').update(stableJson(body)).digest('hex');
    const known = await findRecorded(tx, input.externalId);
    if (known !== undefined) {
      if (known.bodyHash !== bodyHash) throw new AppError('settlement.external_id_reused');
      return { payment: await loadPayment(tx, ctx, known.id), isNew: false };
    }
    const id = await store(tx, ctx, { externalId: input.externalId, amount, body, bodyHash });
    const misfit = await applyPayment(tx, ctx, id);
    // Nobody waits for another system here: what does not fit is refused at once, and nothing is kept of it.
    if (misfit !== undefined) throw misfit;
    return { payment: await loadPayment(tx, ctx, id), isNew: true };
  });
}

function readAmount({ amount, currency }: RecordPaymentInput): Money {
  const code = parseCurrencyCode(currency);
  if (!code.ok) throw invalid('/currency', code.reason);
  const money: Result<Money> = parseMoneyText(amount, code.value);
  if (!money.ok) throw invalid('/amount', money.reason);
  if (money.value.amountMinor <= 0n) throw invalid('/amount', 'must be more than zero');
  return money.value;
}

function refuseFuture(ctx: Ctx, receivedOn: string): void {
  if (receivedOn > todayIn(FIRST_ZONE, ctx.deps.clock.now())) {
    throw invalid('/receivedOn', 'has not come yet anywhere');
  }
}

const invalid = (pointer: string, detail: string): AppError =>
  new AppError('request.invalid', { errors: [{ pointer, code: 'request.invalid', detail }] });

async function getNamedInvoice(tx: Tx, input: RecordPaymentInput): Promise<InvoiceRow & { number: string }> {
  const { invoiceId, invoiceNumber } = input;
  const named = invoiceId === undefined ? invoiceNumber : invoiceId;
  if (named === undefined || (invoiceId !== undefined && invoiceNumber !== undefined)) {
    throw invalid('/invoiceId', 'is needed, or invoiceNumber in its place; not both');
  }
  const column = invoiceId === undefined ? invoices.number : invoices.id;
  const [found] = await tx.select({ id: invoices.id }).from(invoices).where(eq(column, named));
  const invoice = found === undefined ? undefined : await getInvoiceForUpdate(tx, found.id);
  if (invoice === undefined || invoice.number === null) {
    throw new AppError('settlement.invoice_unknown', { detail: `No issued invoice here is ${named}.` });
  }
  return { ...invoice, number: invoice.number };
}

async function findRecorded(
  tx: Tx,
  externalId: string,
): Promise<{ id: string; bodyHash: string } | undefined> {
  const [row] = await tx
    .select({ id: payments.id, bodyHash: payments.bodyHash })
    .from(sourceLinks)
    .innerJoin(payments, eq(payments.id, sourceLinks.canonicalId))
    .where(
      and(
        eq(sourceLinks.system, SOURCE.system),
        isNull(sourceLinks.connectionId),
        eq(sourceLinks.object, SOURCE.object),
        eq(sourceLinks.externalId, externalId),
      ),
    );
  return row;
}

type NewPayment = { externalId: string; amount: Money; body: JsonObject; bodyHash: string };

async function store(tx: Tx, ctx: Ctx, input: NewPayment): Promise<string> {
  const { organizationId } = ctx;
  const now = ctx.deps.clock.now();
  const id = ctx.deps.ids.next('payment');
  const { body } = input;
  await tx.insert(payments).values({
    organizationId,
    id,
    invoiceNumber: String(body['invoiceNumber']),
    amountMinor: input.amount.amountMinor,
    currency: input.amount.currency,
    receivedOn: String(body['receivedOn']),
    reference: body['reference'] === undefined ? null : String(body['reference']),
    state: 'settled',
    bodyHash: input.bodyHash,
    createdAt: now,
    updatedAt: now,
  });
  await tx.insert(sourceLinks).values({
    organizationId,
    ...SOURCE,
    externalId: input.externalId,
    kind: 'payment',
    canonicalId: id,
    updatedAt: now,
  });
  await tx.insert(canonicalVersions).values({
    organizationId,
    kind: 'payment',
    canonicalId: id,
    version: 1,
    body,
    createdAt: now,
  });
  await recordAudit(tx, ctx, {
    action: 'payment.received',
    objectKind: 'payment',
    objectId: id,
    after: body,
  });
  return id;
}

import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { SourceKey } from '../../core/canonical/texts.ts';
import { DateText } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import {
  canonicalVersions,
  customers,
  entities,
  invoices,
  payments,
  sourceLinks,
} from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InvoiceRow } from '../get-invoice-row.ts';
import { lockSources } from '../map/source-link.ts';
import { loadPayment, type PaymentView } from '../read/list-payments.ts';
import { recordAudit } from '../record-audit.ts';
import { DeductionInput } from './allocate-payment.ts';
import { applyPayment } from './apply-payment.ts';
import { bookDeduction } from './book-deduction.ts';
import { findOpenIds } from './find-open-ids.ts';
import { lockInvoices } from './lock-invoices.ts';
import { lockPayment } from './lock-payment.ts';
import { invalidInput, readAmount } from './read-amount.ts';
import { refuseFuture } from './refuse-future.ts';
import { spreadRest } from './spread-rest.ts';

/**
 * Money that a person or a program received: for one invoice, or from a customer for whatever is due to a legal entity.
 * `externalId` names it for good, so that it is booked once.
 */
export const RecordPaymentInput = z.strictObject({
  invoiceId: z.string().max(64).optional(),
  invoiceNumber: z.string().trim().min(1).max(100).optional(),
  customerId: z.string().max(64).optional(),
  /** With `customerId`: whose money it is now. */
  entityId: z.string().max(64).optional(),
  /** What the payer kept of the named invoice, and why; it settles the invoice beside the money. */
  deduction: DeductionInput.optional(),
  /** What no named invoice takes stays unapplied, or goes to the customer's open invoices, the oldest due first. */
  rest: z.enum(['keep', 'oldest_due']).default('keep'),
  amount: z.string().max(40),
  currency: z.string().max(3),
  receivedOn: DateText,
  reference: z.string().trim().min(1).max(300).optional(),
  externalId: SourceKey,
});
export type RecordPaymentInput = z.infer<typeof RecordPaymentInput>;

/** Where payments that were recorded here have their ids. */
const SOURCE = { system: 'api', connectionId: null, object: 'payment' } as const;

/**
 * Records a payment and applies it: to its invoice, as one that a ledger tells of, and where it is asked for, the rest to
 * the customer's oldest due invoices. What nothing takes stays unapplied on the customer's account. The same `externalId` with the same content again books nothing and gives the first payment. Throws
 * `settlement.external_id_reused` for another content, `settlement.invoice_unknown`, `settlement.currency_differs`,
 * `settlement.exceeds` for a deduction above what is owed, or `request.invalid` for an amount or a day that cannot be.
 */
export async function recordPayment({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: RecordPaymentInput;
}): Promise<{ payment: PaymentView; isNew: boolean }> {
  authorise(ctx, 'record_payment');
  const amount = readAmount(input.amount, input.currency);
  refuseFuture(ctx, input.receivedOn, '/receivedOn');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await lockSources(tx, ctx, [{ ...SOURCE, externalId: input.externalId }]);
    const payer = await findPayer(tx, ctx, input);
    const lockedIds = await lockTouched(tx, ctx, payer, input);
    const body = toBody(input, amount, payer);
    const bodyHash = createHash('sha256').update(stableJson(body)).digest('hex');
    const known = await findRecorded(tx, input.externalId);
    if (known !== undefined) {
      if (known.bodyHash !== bodyHash) throw new AppError('settlement.external_id_reused');
      return { payment: await loadPayment(tx, ctx, known.id), isNew: false };
    }
    const id = await store(tx, ctx, { input, amount, body, bodyHash, payer });
    if (payer.invoice !== null) await applyToNamed(tx, ctx, id, payer.invoice, input);
    if (input.rest === 'oldest_due') {
      await spreadRest(tx, ctx, await lockPayment(tx, ctx, id), lockedIds);
    }
    return { payment: await loadPayment(tx, ctx, id), isNew: true };
  });
}

/**
 * Locks the named invoice and those that the rest goes to in one order: locked one after the other as they are settled,
 * two receipts that name each other's rest would deadlock. What becomes open meanwhile waits for the next receipt.
 */
async function lockTouched(
  tx: Tx,
  ctx: Ctx,
  { customerId, entityId, invoice }: Payer,
  { rest, currency }: RecordPaymentInput,
): Promise<string[]> {
  const open = rest === 'oldest_due' ? await findOpenIds(tx, { customerId, entityId, currency }) : [];
  const named = invoice === null ? [] : [invoice.id];
  const locked = await lockInvoices(tx, ctx, 'record_payment', [...named, ...open]);
  return locked.map(({ id }) => id);
}

function toBody(input: RecordPaymentInput, amount: Money, payer: Payer): JsonObject {
  const { deduction, reference } = input;
  return {
    externalKey: input.externalId,
    ...(payer.invoice === null
      ? { customerId: payer.customerId, entityId: payer.entityId }
      : { invoiceNumber: payer.invoice.number }),
    amount: moneyToText(amount),
    currency: input.currency,
    receivedOn: input.receivedOn,
    ...(reference === undefined ? {} : { reference }),
    ...(deduction === undefined ? {} : { deduction: { ...deduction } }),
    ...(input.rest === 'keep' ? {} : { rest: input.rest }),
    state: 'settled',
  };
}

/** Nobody waits for another system here: what does not fit is refused at once, and nothing is kept of it. */
async function applyToNamed(
  tx: Tx,
  ctx: Ctx,
  paymentId: string,
  invoice: InvoiceRow,
  { deduction, currency }: RecordPaymentInput,
): Promise<void> {
  const misfit = await applyPayment(tx, ctx, paymentId);
  if (misfit !== undefined) throw misfit;
  if (deduction === undefined) return;
  const { amountMinor } = readAmount(deduction.amount, currency, '/deduction/amount');
  await bookDeduction(tx, ctx, { paymentId, invoice, deduction: { reason: deduction.reason, amountMinor } });
}

/** Whose money it is, and the invoice that it names, if it does. */
type Payer = {
  customerId: string;
  entityId: string;
  invoice: (InvoiceRow & { number: string }) | null;
};

/** The payer by the invoice that is named, or by name; throws `request.invalid` when neither or both are given. */
async function findPayer(tx: Tx, ctx: Ctx, input: RecordPaymentInput): Promise<Payer> {
  const { customerId, entityId, invoiceId, invoiceNumber, deduction } = input;
  if (customerId === undefined && entityId === undefined) {
    const invoice = await getNamedInvoice(tx, ctx, input);
    return { customerId: invoice.customerId, entityId: invoice.entityId, invoice };
  }
  if (invoiceId !== undefined || invoiceNumber !== undefined) {
    throw invalidInput('/customerId', 'is not given beside an invoice');
  }
  if (customerId === undefined || entityId === undefined) {
    throw invalidInput(customerId === undefined ? '/customerId' : '/entityId', 'is needed');
  }
  if (deduction !== undefined) throw invalidInput('/deduction', 'needs the invoice that it is of');
  authorise(ctx, 'record_payment', entityId);
  const [[customer], [entity]] = await Promise.all([
    tx.select({ id: customers.id }).from(customers).where(eq(customers.id, customerId)),
    tx.select({ id: entities.id }).from(entities).where(eq(entities.id, entityId)),
  ]);
  if (customer === undefined) throw invalidInput('/customerId', 'is no customer here');
  if (entity === undefined) throw invalidInput('/entityId', 'is no legal entity here');
  return { customerId, entityId, invoice: null };
}

async function getNamedInvoice(
  tx: Tx,
  ctx: Ctx,
  input: RecordPaymentInput,
): Promise<InvoiceRow & { number: string }> {
  const { invoiceId, invoiceNumber } = input;
  const named = invoiceId === undefined ? invoiceNumber : invoiceId;
  if (named === undefined || (invoiceId !== undefined && invoiceNumber !== undefined)) {
    throw invalidInput('/invoiceId', 'is needed, or invoiceNumber in its place; not both');
  }
  const column = invoiceId === undefined ? invoices.number : invoices.id;
  const [invoice] = await tx.select().from(invoices).where(eq(column, named));
  if (invoice !== undefined) authorise(ctx, 'record_payment', invoice.entityId);
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

type NewPayment = {
  input: RecordPaymentInput;
  amount: Money;
  body: JsonObject;
  bodyHash: string;
  payer: Payer;
};

async function store(
  tx: Tx,
  ctx: Ctx,
  { input, amount, body, bodyHash, payer }: NewPayment,
): Promise<string> {
  const { organizationId } = ctx;
  const now = ctx.deps.clock.now();
  const id = ctx.deps.ids.next('payment');
  await tx.insert(payments).values({
    organizationId,
    id,
    invoiceNumber: payer.invoice?.number ?? null,
    customerId: payer.customerId,
    entityId: payer.entityId,
    amountMinor: amount.amountMinor,
    currency: amount.currency,
    receivedOn: input.receivedOn,
    reference: input.reference ?? null,
    state: 'settled',
    bodyHash,
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

import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { JsonObject } from '../../core/json.ts';
import type { Money } from '../../core/money/money.ts';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { payments, sourceLinks } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { addPaymentVersion } from './add-payment-version.ts';
import type { PaymentRow } from './find-misfit.ts';
import type { Payer } from './find-payer.ts';
import { lockPayment } from './lock-payment.ts';
import { paymentDeed } from './payment-deed.ts';
import type { RecordPaymentInput } from './record-payment.ts';

/** Where payments that were recorded here have their ids. */
export const RECORDED = { system: 'api', connectionId: null, object: 'payment' } as const;

/** A payment as somebody told of it: whose it is, its columns, and the body that its external id stands for. */
export type RecordedPayment = {
  externalId: string;
  payer: Payer;
  columns: Pick<
    PaymentRow,
    'amountMinor' | 'currency' | 'receivedOn' | 'reference' | 'state' | 'failureReason' | 'bodyHash'
  >;
  body: JsonObject;
};

/** Puts what was told into the form in which it is kept. */
export function toRecorded(input: RecordPaymentInput, amount: Money, payer: Payer): RecordedPayment {
  const { externalId, deduction, reference, receivedOn, currency, failureReason } = input;
  const state = input.state ?? 'settled';
  const body: JsonObject = {
    externalKey: externalId,
    ...(payer.invoice === null
      ? { customerId: payer.customerId, entityId: payer.entityId }
      : { invoiceNumber: payer.invoice.number }),
    amount: moneyToText(amount),
    currency,
    receivedOn,
    ...(reference === undefined ? {} : { reference }),
    ...(deduction === undefined ? {} : { deduction: { ...deduction } }),
    ...(input.rest === 'keep' ? {} : { rest: input.rest }),
    state,
    ...(failureReason === undefined ? {} : { failureReason }),
  };
  const bodyHash = createHash('sha256').update(stableJson(body)).digest('hex');
  const columns = { ...amount, receivedOn, reference: reference ?? null, state, bodyHash };
  return { externalId, payer, columns: { ...columns, failureReason: failureReason ?? null }, body };
}

/** The payment that stands under an external id, locked; undefined when there is none. */
export async function findRecorded(tx: Tx, ctx: Ctx, externalId: string): Promise<PaymentRow | undefined> {
  const [link] = await tx
    .select({ id: sourceLinks.canonicalId })
    .from(sourceLinks)
    .where(
      and(
        eq(sourceLinks.system, RECORDED.system),
        isNull(sourceLinks.connectionId),
        eq(sourceLinks.object, RECORDED.object),
        eq(sourceLinks.externalId, externalId),
      ),
    );
  return link === undefined ? undefined : lockPayment(tx, ctx, link.id);
}

/** Writes a payment down that nobody told of before; returns its id. */
export async function insertRecorded(tx: Tx, ctx: Ctx, recorded: RecordedPayment): Promise<string> {
  const { externalId, payer, columns, body } = recorded;
  const { organizationId } = ctx;
  const now = ctx.deps.clock.now();
  const id = ctx.deps.ids.next('payment');
  await tx.insert(payments).values({
    organizationId,
    id,
    invoiceNumber: payer.invoice?.number ?? null,
    customerId: payer.customerId,
    entityId: payer.entityId,
    ...columns,
    createdAt: now,
    updatedAt: now,
  });
  await tx.insert(sourceLinks).values({
    organizationId,
    ...RECORDED,
    externalId,
    kind: 'payment',
    canonicalId: id,
    updatedAt: now,
  });
  await addPaymentVersion(tx, ctx, { paymentId: id, body });
  await recordAudit(tx, ctx, {
    action: paymentDeed(columns.state),
    objectKind: 'payment',
    objectId: id,
    after: body,
  });
  return id;
}

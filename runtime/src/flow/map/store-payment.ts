import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import { parseMoneyText } from '../../core/money/parse-money-text.ts';
import { type PaymentState, paymentWord } from '../../core/settlement/payment-state.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { payments } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { addPaymentVersion } from '../settle/add-payment-version.ts';
import { paymentDeed } from '../settle/payment-deed.ts';
import type { MappedRecord } from './mapped-record.ts';
import { linkSources } from './source-link.ts';
import type { StoredCanonical } from './store-versioned.ts';

/**
 * Stores a mapped payment; its allocation is the next stage's. That it is on its way, once it is known to be over, changes
 * nothing. Throws `mapping.refused` for an impossible amount, and `settlement.not_possible` where money that is in is said
 * to have never come: whether it went back is asked of a person.
 */
export async function storePayment(
  tx: Tx,
  ctx: Ctx,
  mapped: MappedRecord<'payment'>,
  linkedId: string | undefined,
): Promise<StoredCanonical> {
  const { value } = mapped;
  const currency = parseCurrencyCode(value.currency);
  if (!currency.ok) throw new AppError('mapping.refused', { detail: `currency: ${currency.reason}` });
  const amount = parseMoneyText(value.amount, currency.value);
  if (!amount.ok) throw new AppError('mapping.refused', { detail: `amount: ${amount.reason}` });
  if (amount.value.amountMinor <= 0n) {
    throw new AppError('mapping.refused', { detail: 'amount: a payment must be more than zero.' });
  }
  const body = value as JsonObject;
  const bodyHash = createHash('sha256').update(stableJson(body)).digest('hex');
  const id = linkedId ?? ctx.deps.ids.next('payment');
  const [before] = await tx.select().from(payments).where(eq(payments.id, id)).for('update');
  const word = before === undefined ? 'moves' : paymentWord(before.state, value.state);
  if (word === 'contradicts') throw new AppError('settlement.not_possible', { detail: CONTRADICTS });
  // Its source stays linked to the record that it was made of.
  if (word === 'late') return { id, isChanged: false };
  await linkSources(tx, ctx, [{ mapped, canonicalId: id }]);
  if (before?.bodyHash === bodyHash) return { id, isChanged: false };
  const now = ctx.deps.clock.now();
  const row = {
    invoiceNumber: value.invoiceNumber,
    sourceConnectionId: mapped.source.connectionId,
    invoiceExternalKey: value.invoiceExternalKey ?? null,
    amountMinor: amount.value.amountMinor,
    currency: value.currency,
    receivedOn: value.receivedOn,
    reference: value.reference ?? null,
    state: value.state,
    failureReason: value.state === 'failed' ? (value.failureReason ?? null) : null,
    bodyHash,
    updatedAt: now,
  };
  if (before === undefined) {
    await tx.insert(payments).values({ organizationId: ctx.organizationId, id, createdAt: now, ...row });
  } else {
    const isHeld = before.isHeld && !saysElsewhere(before, row);
    await tx
      .update(payments)
      .set({ ...row, isHeld })
      .where(eq(payments.id, id));
  }
  const { recordId } = mapped.source;
  await addPaymentVersion(tx, ctx, {
    paymentId: id,
    body,
    recordId,
    mappingVersionId: mapped.mappingVersionId,
  });
  await recordAudit(tx, ctx, {
    action: deedOf(before, value.state),
    objectKind: 'payment',
    objectId: id,
    after: body,
  });
  return { id, isChanged: true };
}

type Said = Pick<
  typeof payments.$inferSelect,
  'invoiceNumber' | 'invoiceExternalKey' | 'amountMinor' | 'currency' | 'state'
>;

/** True when its system says anew where the money belongs: what a person took off an invoice is settled by it again. */
const saysElsewhere = (before: Said, now: Said): boolean =>
  before.invoiceNumber !== now.invoiceNumber ||
  before.invoiceExternalKey !== now.invoiceExternalKey ||
  before.amountMinor !== now.amountMinor ||
  before.currency !== now.currency ||
  before.state !== now.state;

/** Money that is heard of first, or that is no longer on its way, is told by how it stands; else it is a change of it. */
function deedOf(before: { state: PaymentState } | undefined, state: PaymentState): string {
  if (before === undefined) return state === 'returned' ? 'payment.received' : paymentDeed(state);
  const isAwaited = before.state === 'processing' || before.state === 'failed';
  return isAwaited && before.state !== state ? paymentDeed(state) : 'payment.updated';
}

const CONTRADICTS =
  'The money of this payment came in, and now its system says that it failed. Where it went back, it is sent as returned.';

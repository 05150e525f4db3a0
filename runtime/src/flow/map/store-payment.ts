import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import { parseMoneyText } from '../../core/money/parse-money-text.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import { canonicalVersions, payments } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { MappedRecord } from './mapped-record.ts';
import { linkSources } from './source-link.ts';
import type { StoredCanonical } from './store-versioned.ts';

/** Stores a mapped payment; its allocation is the next stage's. Throws `mapping.refused` for an impossible amount. */
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
  const { version } = await nextVersion(tx, id);
  await tx.insert(canonicalVersions).values({
    organizationId: ctx.organizationId,
    kind: 'payment',
    canonicalId: id,
    version,
    body,
    recordId: mapped.source.recordId,
    mappingVersionId: mapped.mappingVersionId,
    createdAt: now,
  });
  await recordAudit(tx, ctx, {
    action: before === undefined ? 'payment.received' : 'payment.updated',
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

async function nextVersion(tx: Tx, paymentId: string): Promise<{ version: number }> {
  const rows = await tx
    .select({ version: canonicalVersions.version })
    .from(canonicalVersions)
    .where(eq(canonicalVersions.canonicalId, paymentId));
  return { version: Math.max(0, ...rows.map((row) => row.version)) + 1 };
}

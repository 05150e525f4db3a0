import { eq, sql } from 'drizzle-orm';
import type { JsonObject } from '../../core/json.ts';
import type { Tx } from '../../db/open-database.ts';
import { canonicalVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** What was told of a payment, and of which record it was made by which mapping, where it was. */
export type PaymentVersion = {
  paymentId: string;
  body: JsonObject;
  recordId?: string;
  mappingVersionId?: string;
};

/** Keeps what was told of a payment as its next version. The caller holds the payment's lock. */
export async function addPaymentVersion(
  tx: Tx,
  ctx: Ctx,
  { paymentId, body, recordId, mappingVersionId }: PaymentVersion,
): Promise<void> {
  const [last] = await tx
    .select({ version: sql<number>`coalesce(max(${canonicalVersions.version}), 0)::int` })
    .from(canonicalVersions)
    .where(eq(canonicalVersions.canonicalId, paymentId));
  await tx.insert(canonicalVersions).values({
    organizationId: ctx.organizationId,
    kind: 'payment',
    canonicalId: paymentId,
    version: (last?.version ?? 0) + 1,
    body,
    recordId: recordId ?? null,
    mappingVersionId: mappingVersionId ?? null,
    createdAt: ctx.deps.clock.now(),
  });
}

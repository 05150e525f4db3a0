import { and, eq, isNull } from 'drizzle-orm';
import { idempotencyKeys } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { answerPlace, type IdempotentRequest, type StoredAnswer } from './claim-idempotency-key.ts';

/** A claimed request with its answer; without one the key is given back, so that the request may be tried again. */
export type SettleIdempotencyKeyInput = {
  request: IdempotentRequest;
  claimedAt: Date;
  answer: StoredAnswer | undefined;
};

/**
 * Stores the answer of a claimed request, or frees its key. A request that was taken over meanwhile changes nothing.
 * The answer is sealed, since it may show a secret once, such as a new API key.
 */
export async function settleIdempotencyKey({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: SettleIdempotencyKeyInput;
}): Promise<void> {
  const { request, answer } = input;
  const isOurs = and(
    eq(idempotencyKeys.route, request.route),
    eq(idempotencyKeys.key, request.key),
    eq(idempotencyKeys.createdAt, input.claimedAt),
    isNull(idempotencyKeys.status),
  );
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    if (answer === undefined) {
      await tx.delete(idempotencyKeys).where(isOurs);
      return;
    }
    const sealed = ctx.deps.secretBox.seal(answer.body, answerPlace(ctx, request));
    await tx
      .update(idempotencyKeys)
      .set({ status: answer.status, body: Buffer.from(sealed).toString('base64') })
      .where(isOurs);
  });
}

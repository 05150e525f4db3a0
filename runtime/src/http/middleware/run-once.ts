import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '../../core/app-error.ts';
import { describeCause } from '../../core/describe-cause.ts';
import { claimIdempotencyKey, type StoredAnswer } from '../../flow/auth/claim-idempotency-key.ts';
import { settleIdempotencyKey } from '../../flow/auth/settle-idempotency-key.ts';
import { idempotentRequestOf, keepAnswer, replayAnswer } from '../idempotent-request.ts';
import '../context-variables.ts';

/**
 * Runs a request once per Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): the same request again gets the
 * first answer with `Idempotency-Replayed: true`. Answers that a repetition may better are not kept: 5xx, and errors
 * whose code says that later is another matter. Throws `idempotency.*`.
 */
export const runOnce: MiddlewareHandler = async (c, next) => {
  if (c.get('rule')?.isIdempotencyKeyed !== true) return next();
  const ctx = c.get('ctx');
  const request = idempotentRequestOf(c);
  const claim = await claimIdempotencyKey({ ctx, input: request });
  if (claim.state === 'answered') return replayAnswer(claim.answer);
  await next();
  const answer = await answerOf(c);
  try {
    await settleIdempotencyKey({ ctx, input: { request, claimedAt: claim.claimedAt, answer } });
  } catch (cause) {
    // The work is done and its answer known: the caller gets it, and a repetition waits until the key is abandoned.
    ctx.deps.log.error(
      { requestId: ctx.requestId, err: describeCause(cause) },
      'idempotency key not settled',
    );
  }
  return undefined;
};

async function answerOf(c: Context): Promise<StoredAnswer | undefined> {
  const isWorthRepeating = c.error instanceof AppError && c.error.retry === 'later';
  if (c.res.status >= 500 || isWorthRepeating) return undefined;
  return keepAnswer(c.res.status, {
    mediaType: c.res.headers.get('content-type') ?? 'application/json',
    location: c.res.headers.get('location'),
    text: await c.res.clone().text(),
  });
}

import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import {
  claimIdempotencyKey,
  type IdempotentRequest,
  type StoredAnswer,
} from '../../flow/auth/claim-idempotency-key.ts';
import { settleIdempotencyKey } from '../../flow/auth/settle-idempotency-key.ts';
import { parseIdempotencyKey } from '../parse-idempotency-key.ts';
import '../context-variables.ts';

/** What is kept of an answer beside its status. */
const KeptAnswer = z.object({ mediaType: z.string(), location: z.string().nullable(), text: z.string() });

/**
 * Runs a request once per Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): the same request again gets the
 * first answer with `Idempotency-Replayed: true`. Answers that a repetition may better are not kept: 5xx, and errors
 * whose code says that later is another matter. Throws `idempotency.*`.
 */
export const runOnce: MiddlewareHandler = async (c, next) => {
  if (c.get('rule')?.isIdempotencyKeyed !== true) return next();
  const ctx = c.get('ctx');
  const request = requestOf(c);
  const claim = await claimIdempotencyKey({ ctx, input: request });
  if (claim.state === 'answered') return replay(claim.answer);
  await next();
  const answer = await answerOf(c);
  try {
    await settleIdempotencyKey({ ctx, input: { request, claimedAt: claim.claimedAt, answer } });
  } catch (cause) {
    // The work is done and its answer known: the caller gets it, and a repetition waits until the key is abandoned.
    ctx.deps.log.error({ requestId: ctx.requestId, err: String(cause) }, 'idempotency key not settled');
  }
  return undefined;
};

/** The caller is part of the fingerprint: a key of somebody else never shows an answer that was not meant for them. */
function requestOf(c: Context): IdempotentRequest {
  const url = new URL(c.req.url);
  const { actor } = c.get('ctx');
  const fingerprint = createHash('sha256')
    .update(`${c.req.method}\n${url.pathname}${url.search}\n${actor.kind}:${actor.id}\n`)
    .update(c.get('bodyBytes'))
    .digest();
  return {
    route: `${c.req.method} ${routePath(c, -1)}`,
    key: parseIdempotencyKey(c.req.header('idempotency-key')),
    fingerprint,
  };
}

async function answerOf(c: Context): Promise<StoredAnswer | undefined> {
  const isWorthRepeating = c.error instanceof AppError && c.error.retry === 'later';
  if (c.res.status >= 500 || isWorthRepeating) return undefined;
  const kept = {
    mediaType: c.res.headers.get('content-type') ?? 'application/json',
    location: c.res.headers.get('location'),
    text: await c.res.clone().text(),
  };
  return { status: c.res.status, body: JSON.stringify(kept) };
}

function replay(answer: StoredAnswer): Response {
  const { mediaType, location, text } = KeptAnswer.parse(JSON.parse(answer.body));
  const headers = new Headers({ 'content-type': mediaType, 'idempotency-replayed': 'true' });
  if (location !== null) headers.set('location', location);
  return new Response(text, { status: answer.status, headers });
}

import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import type { IdempotentRequest, StoredAnswer } from '../flow/auth/claim-idempotency-key.ts';
import './context-variables.ts';
import { parseIdempotencyKey } from './parse-idempotency-key.ts';
import { routeOf } from './route-of.ts';

/** What is kept of an answer beside its status. */
const KeptAnswer = z.object({ mediaType: z.string(), location: z.string().nullable(), text: z.string() });

type KeptAnswer = z.infer<typeof KeptAnswer>;

/** The caller is part of the fingerprint: a key of somebody else never shows an answer that was not meant for them. */
export function idempotentRequestOf(c: Context): IdempotentRequest {
  const url = new URL(c.req.url);
  const { actor } = c.get('ctx');
  const fingerprint = createHash('sha256')
    .update(`${c.req.method}\n${url.pathname}${url.search}\n${actor.kind}:${actor.id}\n`)
    .update(c.get('bodyBytes'))
    .digest();
  return {
    route: `${c.req.method} ${routeOf(c)}`,
    key: parseIdempotencyKey(c.req.header('idempotency-key')),
    fingerprint,
  };
}

/** An answer as it is stored under its key. */
export const keepAnswer = (status: number, answer: KeptAnswer): StoredAnswer => ({
  status,
  body: JSON.stringify(answer),
});

/** The first answer again, marked as a repetition. */
export function replayAnswer(answer: StoredAnswer): Response {
  const { mediaType, location, text } = KeptAnswer.parse(JSON.parse(answer.body));
  const headers = new Headers({ 'content-type': mediaType, 'idempotency-replayed': 'true' });
  if (location !== null) headers.set('location', location);
  return new Response(text, { status: answer.status, headers });
}

import { AppError } from '../../core/app-error.ts';
import {
  answerPlace,
  claimIdempotencyKey,
  type IdempotentRequest,
  type StoredAnswer,
} from '../auth/claim-idempotency-key.ts';
import { settleIdempotencyKey } from '../auth/settle-idempotency-key.ts';
import { authorise, type Ctx } from '../context.ts';
import type { InboxWriter } from './create-inbox-writer.ts';
import { findPushTarget } from './find-push-target.ts';

/** Records of one object that can be taken, with the request that they came in and its answer. */
export type TakeRecordsInput = {
  system: string;
  object: string;
  /** Needed where several connections of the system exist; the only one is meant otherwise. */
  connectionId?: string;
  /** One JSON object or an array of them, in UTF-8. */
  body: Uint8Array;
  request: IdempotentRequest;
  answer: StoredAnswer;
};

/**
 * Takes pushed records durably, with the answer under the request's Idempotency-Key in the same commit; a job takes
 * them apart. Returns the answer to give: of the same request again the first one. Throws what `findPushTarget` does,
 * `idempotency.key_reused` and `idempotency.in_progress`.
 */
export async function takeRecords({
  ctx,
  inbox,
  input,
}: {
  ctx: Ctx;
  inbox: InboxWriter;
  input: TakeRecordsInput;
}): Promise<{ answer: StoredAnswer; isReplayed: boolean }> {
  authorise(ctx, 'ingest');
  const { request, answer } = input;
  const target = await findPushTarget(ctx, input);
  const sealed = ctx.deps.secretBox.seal(answer.body, answerPlace(ctx, request));
  const { accepted } = await inbox.write(ctx.organizationId, {
    kind: 'push',
    connectionId: target.connectionId,
    system: input.system,
    object: input.object,
    requestId: ctx.requestId,
    body: input.body,
    kept: { ...request, status: answer.status, body: Buffer.from(sealed).toString('base64') },
  });
  if (accepted > 0) return { answer, isReplayed: false };
  const claim = await claimIdempotencyKey({ ctx, input: request });
  if (claim.state === 'answered') return { answer: claim.answer, isReplayed: true };
  // The stored key was forgotten between the two statements: the caller sends it again.
  await settleIdempotencyKey({ ctx, input: { request, claimedAt: claim.claimedAt, answer: undefined } });
  throw new AppError('idempotency.in_progress', { retryAfterMs: 1_000 });
}

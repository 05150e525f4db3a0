import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { idempotencyKeys } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** A key under the route that it was sent to, with the SHA-256 of the request. */
export type IdempotentRequest = { route: string; key: string; fingerprint: Uint8Array };

/** The answer of a finished request, as it was given. */
export type StoredAnswer = { status: number; body: string };

/** Either this request runs now, or its answer is known already. */
export type IdempotencyClaim =
  | { state: 'claimed'; claimedAt: Date }
  | { state: 'answered'; answer: StoredAnswer };

/** A request that started longer ago and has no answer died with its process; the next one takes it over. */
const ABANDONED_AFTER_MS = 60_000;
/** How long an answer is kept at least (draft-ietf-httpapi-idempotency-key-header, section 2.6). */
export const KEPT_MS = 24 * 3_600_000;
/** How many forgotten keys are cleared by whoever adds one. */
export const PURGED_MAX = 50;
const RETRY_AFTER_MS = 1_000;

/** Where a stored answer is bound to: moved to another key it cannot be opened. */
export const answerPlace = (
  ctx: Pick<Ctx, 'organizationId'>,
  request: Pick<IdempotentRequest, 'route' | 'key'>,
): string => `organization:${ctx.organizationId}|idempotency:${request.route}|key:${request.key}`;

/**
 * Claims an idempotency key: of two equal requests at once one gets it. Throws `idempotency.key_reused` for another
 * request under the same key, and `idempotency.in_progress` while the first one runs.
 */
export async function claimIdempotencyKey({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: IdempotentRequest;
}): Promise<IdempotencyClaim> {
  const claimedAt = ctx.deps.clock.now();
  const at = (agoMs: number): string => new Date(claimedAt.getTime() - agoMs).toISOString();
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const claimed = await tx
      .insert(idempotencyKeys)
      .values({ organizationId: ctx.organizationId, ...input, createdAt: claimedAt })
      .onConflictDoUpdate({
        target: [idempotencyKeys.organizationId, idempotencyKeys.route, idempotencyKeys.key],
        set: { fingerprint: input.fingerprint, createdAt: claimedAt, status: null, body: null },
        setWhere: sql`idempotency_keys.created_at < ${at(KEPT_MS)}::timestamptz
          or (idempotency_keys.status is null and idempotency_keys.fingerprint = excluded.fingerprint
            and idempotency_keys.created_at < ${at(ABANDONED_AFTER_MS)}::timestamptz)`,
      })
      .returning({ key: idempotencyKeys.key });
    if (claimed.length > 0) {
      // Whoever adds a key clears some that are past their time, so that no job has to.
      await tx.execute(sql`delete from idempotency_keys where (route, key) in (
        select route, key from idempotency_keys where created_at < ${at(KEPT_MS)}::timestamptz limit ${PURGED_MAX})`);
      return { state: 'claimed', claimedAt };
    }
    const [row] = await tx
      .select()
      .from(idempotencyKeys)
      .where(and(eq(idempotencyKeys.route, input.route), eq(idempotencyKeys.key, input.key)));
    // Gone between the two statements: the first request failed and gave the key back.
    if (row === undefined) throw inProgress();
    if (!Buffer.from(row.fingerprint).equals(input.fingerprint)) throw new AppError('idempotency.key_reused');
    if (row.status === null || row.body === null) throw inProgress();
    const body = ctx.deps.secretBox.open(Buffer.from(row.body, 'base64'), answerPlace(ctx, input));
    return { state: 'answered', answer: { status: row.status, body } };
  });
}

const inProgress = (): AppError => new AppError('idempotency.in_progress', { retryAfterMs: RETRY_AFTER_MS });

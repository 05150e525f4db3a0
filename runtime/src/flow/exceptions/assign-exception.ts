import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { exceptionOwners, people } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { findException } from './list-exceptions.ts';

const NOTE_MAX_CHARS = 1000;

/** Who looks after an exception from now on; null gives it back. What is left out stays as it is. */
export const AssignExceptionInput = z.strictObject({
  ownerId: z.string().max(64).nullable().optional(),
  note: z.string().trim().max(NOTE_MAX_CHARS).optional(),
});
export type AssignExceptionInput = z.infer<typeof AssignExceptionInput>;

/**
 * Says who looks after an exception. Of two who say it at once the later counts, and both are in the audit trail; saying
 * the same again writes nothing. Throws `record.not_found` for one that is mended meanwhile or not granted, and
 * `request.invalid` for an owner who is not an active person.
 */
export async function assignException({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: AssignExceptionInput & { exceptionId: string };
}): Promise<void> {
  authorise(ctx, 'edit');
  const { exceptionId, ownerId } = input;
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await lock(tx, ctx, exceptionId);
    const found = await findException(tx, ctx, exceptionId);
    if (found === undefined) {
      throw new AppError('record.not_found', { detail: 'There is no such exception any more.' });
    }
    if (typeof ownerId === 'string') await requireActive(tx, ownerId);
    const before = { ownerId: found.owner?.id ?? null, note: found.note };
    const after = {
      ownerId: ownerId === undefined ? before.ownerId : ownerId,
      note: input.note ?? found.note,
    };
    if (before.ownerId === after.ownerId && before.note === after.note) return;
    const change = { ...after, changedBy: ctx.actor, changedAt: ctx.deps.clock.now() };
    await tx
      .insert(exceptionOwners)
      .values({ organizationId: ctx.organizationId, exceptionKey: exceptionId, ...change })
      .onConflictDoUpdate({
        target: [exceptionOwners.organizationId, exceptionOwners.exceptionKey],
        set: change,
      });
    const { kind, object } = found;
    await recordAudit(tx, ctx, {
      action: 'exception.assign',
      objectKind: 'exception',
      objectId: exceptionId,
      before,
      after: { ...after, kind, object },
    });
  });
}

/** One at a time per exception, so that each entry of the audit trail says what was there before it. */
const lock = (tx: Tx, ctx: Ctx, exceptionId: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${ctx.organizationId + exceptionId}, 0))`);

async function requireActive(tx: Tx, personId: string): Promise<void> {
  const [person] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.deactivatedAt)));
  if (person !== undefined) return;
  throw new AppError('request.invalid', {
    errors: [{ pointer: '/ownerId', code: 'request.invalid', detail: 'There is no such active person.' }],
  });
}

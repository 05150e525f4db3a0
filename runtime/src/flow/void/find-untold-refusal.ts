import { and, desc, eq, gte } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { deadLetters, invoiceEvents, voidTargets } from '../../db/schema/index.ts';
import { subjectKeyOf } from '../subject-key.ts';
import { VOID_REFUSALS } from './void-refusals.ts';

/**
 * The refusal of a void by a ledger that nobody was told of, since the hub was killed after it took the invoice back to
 * issued and before the dead letter of the job was written; undefined once there was one, whatever became of it.
 */
export async function findUntoldRefusal(
  tx: Tx,
  connectionId: string,
  invoiceId: string,
): Promise<AppError | undefined> {
  const [refused] = await tx
    .select({ at: voidTargets.updatedAt })
    .from(voidTargets)
    .where(
      and(
        eq(voidTargets.invoiceId, invoiceId),
        eq(voidTargets.connectionId, connectionId),
        eq(voidTargets.state, 'refused'),
      ),
    );
  if (refused === undefined) return undefined;
  const job = {
    stage: 'sync_accounting' as const,
    key: '',
    payload: { invoiceId, connectionId },
  };
  const [told] = await tx
    .select({ id: deadLetters.id })
    .from(deadLetters)
    .where(
      and(
        eq(deadLetters.queue, job.stage),
        eq(deadLetters.subjectKey, subjectKeyOf(job)),
        gte(deadLetters.lastFailedAt, refused.at),
      ),
    )
    .limit(1);
  if (told !== undefined) return undefined;
  const [event] = await tx
    .select({ data: invoiceEvents.data })
    .from(invoiceEvents)
    .where(and(eq(invoiceEvents.invoiceId, invoiceId), eq(invoiceEvents.type, 'invoice.void_refused')))
    .orderBy(desc(invoiceEvents.sequence))
    .limit(1);
  const { code, reason } = event?.data ?? {};
  const known = [...VOID_REFUSALS].find((refusal) => refusal === code);
  if (known === undefined) return undefined;
  return new AppError(known, typeof reason === 'string' ? { detail: reason } : {});
}

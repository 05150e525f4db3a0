import type { Ctx } from '../../flow/context.ts';
import { type DeadLetterView, listDeadLetters } from '../../flow/read/list-dead-letters.ts';

/** How far back failed work is looked through; older failures are on the page of failed work. */
const LOOKED_THROUGH_MAX = 100;

/** What failed work may be about. */
type Subject = { invoiceId: string } | { contractId: string };

/** The open failures of an invoice or a contract: what has stopped first, then what is being tried again. */
export async function listFailuresOf(ctx: Ctx, about: Subject): Promise<DeadLetterView[]> {
  const dead = await listDeadLetters({ ctx, input: { limit: LOOKED_THROUGH_MAX, state: 'dead' } });
  const retrying = await listDeadLetters({ ctx, input: { limit: LOOKED_THROUGH_MAX, state: 'retrying' } });
  const wanted = Object.entries(about);
  return [...dead.items, ...retrying.items].filter(({ subject }) =>
    wanted.every(([name, id]) => subject[name] === id),
  );
}

import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { people } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** A person as stored. */
export type PersonRow = typeof people.$inferSelect;

/** The person, locked until the transaction ends; throws `request.not_found`. */
export async function getPersonRow(tx: Tx, personId: string): Promise<PersonRow> {
  const [person] = await tx.select().from(people).where(eq(people.id, personId)).for('update');
  if (person === undefined) throw new AppError('request.not_found', { detail: 'There is no such person.' });
  return person;
}

/** Refuses a change of one's own access (`people.own_access`). */
export function refuseOneself(ctx: Ctx, personId: string): void {
  if (ctx.actor.kind === 'person' && ctx.actor.id === personId) throw new AppError('people.own_access');
}

import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { people } from '../../db/schema/index.ts';
import { personBehind } from '../auth/person-behind.ts';
import type { Ctx } from '../context.ts';

/** A person as stored. */
export type PersonRow = typeof people.$inferSelect;

/** The person, locked until the transaction ends; throws `request.not_found`. */
export async function getPersonRow(tx: Tx, personId: string): Promise<PersonRow> {
  const [person] = await tx.select().from(people).where(eq(people.id, personId)).for('update');
  if (person === undefined) throw new AppError('request.not_found', { detail: 'There is no such person.' });
  return person;
}

/** Refuses a change of one's own access, also by a machine's key that one made (`people.own_access`). */
export async function refuseOneself(tx: Tx, ctx: Ctx, personId: string): Promise<void> {
  if ((await personBehind(tx, ctx.actor))?.id === personId) throw new AppError('people.own_access');
}

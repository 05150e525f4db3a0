import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { people } from '../../db/schema/index.ts';

/** A group of people whom an approval step can ask. */
export const GroupInput = z.strictObject({
  name: z.string().trim().min(1).max(60),
  personIds: z
    .array(z.string().max(64))
    .max(200)
    .transform((ids) => [...new Set(ids)]),
});
export type GroupInput = z.infer<typeof GroupInput>;

/** Refuses members who do not exist (`request.invalid`). */
export async function refuseUnknownMembers(tx: Tx, { personIds }: GroupInput): Promise<void> {
  if (personIds.length === 0) return;
  const known = await tx.select({ id: people.id }).from(people).where(inArray(people.id, personIds));
  const errors = personIds.flatMap((personId, index) =>
    known.some(({ id }) => id === personId)
      ? []
      : [{ pointer: `/personIds/${index}`, code: 'person.unknown', detail: 'There is no such person.' }],
  );
  if (errors.length > 0) throw new AppError('request.invalid', { errors });
}

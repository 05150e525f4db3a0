import type { Actor } from '../../core/actor.ts';
import type { Tx } from '../../db/open-database.ts';
import { personBehind } from '../auth/person-behind.ts';

/**
 * The editors of a version with whoever writes in it now, and the person who made their key where it is a machine: rules
 * that somebody has a program write are theirs, and not for them to review.
 */
export async function addEditor(tx: Tx, editors: readonly Actor[], actor: Actor): Promise<Actor[]> {
  const person = await personBehind(tx, actor);
  const writers = [actor, ...(person === undefined || person.id === actor.id ? [] : [person])];
  return [...editors, ...writers.filter(({ id }) => !editors.some((editor) => editor.id === id))];
}

import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { connections } from '../../db/schema/index.ts';

/**
 * The connection that pushed records belong to, so that a record is one and the same whether it was pushed or fetched:
 * the one that is named, else the system's only one, else null where the system has none.
 * Throws `connection.not_found`, or `request.invalid` when several could be meant.
 */
export async function findPushConnection(
  tx: Tx,
  input: { system: string; connectionId?: string },
): Promise<string | null> {
  const candidates = await tx
    .select({ id: connections.id })
    .from(connections)
    .where(eq(connections.system, input.system));
  if (input.connectionId !== undefined) {
    if (candidates.some(({ id }) => id === input.connectionId)) return input.connectionId;
    throw new AppError('connection.not_found', {
      detail: `No connection of ${input.system} has the id "${input.connectionId}".`,
    });
  }
  const [only, another] = candidates;
  if (another !== undefined) {
    throw new AppError('request.invalid', {
      detail: `Several connections of ${input.system} exist: the one that the records come from must be given (connection).`,
    });
  }
  return only?.id ?? null;
}

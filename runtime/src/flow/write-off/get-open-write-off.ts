import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { writeOffs } from '../../db/schema/index.ts';

/** A row of `write_offs`. */
export type WriteOffRow = typeof writeOffs.$inferSelect;

/** The write-off of an invoice that waits in one of some states; throws `settlement.not_possible`. The invoice is locked. */
export async function getOpenWriteOff(
  tx: Tx,
  invoiceId: string,
  states: readonly ('requested' | 'approved')[],
): Promise<WriteOffRow> {
  const [row] = await tx
    .select()
    .from(writeOffs)
    .where(and(eq(writeOffs.invoiceId, invoiceId), inArray(writeOffs.state, [...states])));
  if (row !== undefined) return row;
  throw new AppError('settlement.not_possible', {
    detail: `No write-off of this invoice is ${states.join(' or ')}.`,
  });
}

import { desc, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { disputes } from '../../db/schema/index.ts';

/** A dispute that was accepted by issuing its invoice again, and by whom. */
export type AcceptedReissue = Omit<typeof disputes.$inferSelect, 'closedBy'> & {
  closedBy: NonNullable<(typeof disputes.$inferSelect)['closedBy']>;
};

/**
 * The acceptance that an invoice is or was voided for; undefined without one. It is the newest dispute: one whose void
 * was refused has been opened again since.
 */
export async function findAcceptedReissue(tx: Tx, invoiceId: string): Promise<AcceptedReissue | undefined> {
  const [newest] = await tx
    .select()
    .from(disputes)
    .where(eq(disputes.invoiceId, invoiceId))
    .orderBy(desc(disputes.id))
    .limit(1);
  if (newest?.state !== 'accepted' || !newest.isReissue || newest.closedBy === null) return undefined;
  return { ...newest, closedBy: newest.closedBy };
}

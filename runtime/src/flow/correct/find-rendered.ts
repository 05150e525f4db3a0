import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { documents } from '../../db/schema/index.ts';

/** A row of `documents`. */
export type DocumentRow = typeof documents.$inferSelect;

/** The stored bytes of a version of a document, by default its PDF; undefined before they are stored. */
export async function findRendered(
  tx: Tx,
  invoiceId: string,
  version: number,
  kind: DocumentRow['kind'] = 'pdf',
): Promise<DocumentRow | undefined> {
  const [row] = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.invoiceId, invoiceId), eq(documents.kind, kind), eq(documents.version, version)));
  return row;
}

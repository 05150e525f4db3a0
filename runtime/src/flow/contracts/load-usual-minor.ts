import { and, count, eq, isNotNull, max } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { invoices } from '../../db/schema/index.ts';

/** From this many invoices on a contract has something usual. */
const KNOWN_FROM = 3;

/** The largest net of a contract's issued invoices, in minor units; null while there are too few to go by. */
export async function loadUsualMinor(tx: Tx, contractId: string): Promise<bigint | null> {
  const [known] = await tx
    .select({ count: count(), largestMinor: max(invoices.lineNetMinor) })
    .from(invoices)
    .where(and(eq(invoices.contractId, contractId), isNotNull(invoices.number)));
  if (known === undefined || known.count < KNOWN_FROM || known.largestMinor === null) return null;
  return known.largestMinor > 0n ? known.largestMinor : null;
}

import { and, eq, ne } from 'drizzle-orm';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { invoiceLines } from '../../db/schema/index.ts';
import { sourceKeyOf } from './draft-parts.ts';
import type { EditBase } from './load-edit-base.ts';
import { refuseChanges } from './refuse-edit.ts';

/**
 * Throws `invoice.edit_refused` for lines that are put back where another invoice bills their source by now: it was free
 * while they were left out. The database would refuse it too, without a word of which line.
 */
export async function refuseBilledLines(
  tx: Tx,
  invoiceId: string,
  { dealLines }: EditBase,
  putBackLines: readonly string[],
): Promise<void> {
  const keys = putBackLines.map((key) => {
    const line = dealLines.get(key);
    return line === undefined ? null : sourceKeyOf(line);
  });
  const wanted = keys.filter((key) => key !== null);
  if (wanted.length === 0) return;
  const rows = await tx
    .select({ key: invoiceLines.sourceKey })
    .from(invoiceLines)
    .where(
      and(
        isAnyOf(invoiceLines.sourceKey, wanted),
        eq(invoiceLines.isLive, true),
        ne(invoiceLines.invoiceId, invoiceId),
      ),
    );
  const billed = new Set(rows.map(({ key }) => key));
  refuseChanges(
    keys.flatMap((key, place) =>
      billed.has(key) ? [{ pointer: `/putBackLines/${place}`, rule: 'edit.billed_elsewhere' as const }] : [],
    ),
  );
}

import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { sourceLinks } from '../../db/schema/index.ts';

/** Where a deal came from: the record of its system, and the version of it that made the deal's current content. */
export type DealSource = {
  system: string;
  connectionId: string | null;
  object: string;
  externalId: string;
  recordId: string;
};

/** Finds the source of a deal; empty texts for one that came from nowhere. */
export async function loadDealSource(tx: Tx, dealId: string): Promise<DealSource> {
  const [link] = await tx
    .select({
      system: sourceLinks.system,
      connectionId: sourceLinks.connectionId,
      object: sourceLinks.object,
      externalId: sourceLinks.externalId,
      recordId: sourceLinks.recordId,
    })
    .from(sourceLinks)
    .where(and(eq(sourceLinks.kind, 'deal'), eq(sourceLinks.canonicalId, dealId)));
  return {
    system: link?.system ?? '',
    connectionId: link?.connectionId ?? null,
    object: link?.object ?? '',
    externalId: link?.externalId ?? '',
    recordId: link?.recordId ?? '',
  };
}

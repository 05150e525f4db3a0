import { and, asc, between } from 'drizzle-orm';
import type { AuditAnchor } from '../../core/audit/anchor.ts';
import type { Tx } from '../../db/open-database.ts';
import { auditAnchors } from '../../db/schema/index.ts';

/** The anchors of the organization that lie in a stretch of the chain, or all of them; oldest first. */
export async function readAnchors(tx: Tx, stretch?: { first: number; last: number }): Promise<AuditAnchor[]> {
  const rows = await tx
    .select()
    .from(auditAnchors)
    .where(and(stretch && between(auditAnchors.sequence, stretch.first, stretch.last)))
    .orderBy(asc(auditAnchors.day));
  return rows.map((row) => ({ ...row, signedAt: row.signedAt.toISOString() }));
}

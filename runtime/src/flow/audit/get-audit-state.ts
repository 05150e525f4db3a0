import { sql } from 'drizzle-orm';
import type { AuditAnchor } from '../../core/audit/anchor.ts';
import type { ChainEnd } from '../../core/audit/check-chain.ts';
import type { Ctx } from '../context.ts';
import { authoriseAudit } from './authorise-audit.ts';
import { findChainEnd } from './find-chain-end.ts';
import { readAnchors } from './read-anchors.ts';

/** How far the trail is sealed and signed. */
export type AuditState = {
  /** The last sealed entry; null while none is. */
  end: ChainEnd | null;
  /** Entries that wait for the sealer. */
  pendingCount: number;
  /** The newest anchor; null before the first. */
  anchor: AuditAnchor | null;
};

/** Reads how the organization's trail stands; throws as `authoriseAudit` does. */
export async function getAuditState({ ctx }: { ctx: Ctx }): Promise<AuditState> {
  authoriseAudit(ctx);
  const { organizationId } = ctx;
  return ctx.deps.database.inOrganization(organizationId, async (tx) => {
    const [row] = await tx.execute<{ pending: number }>(sql`
      select count(*)::int as pending from audit_entries e
      where e.organization_id = ${organizationId} and e.xid >= (select audit_seal_floor(${organizationId}))
        and not exists (select from audit_seals s where s.organization_id = e.organization_id and s.entry_id = e.id)`);
    return {
      end: (await findChainEnd(tx, organizationId)) ?? null,
      pendingCount: row?.pending ?? 0,
      anchor: (await readAnchors(tx)).at(-1) ?? null,
    };
  });
}

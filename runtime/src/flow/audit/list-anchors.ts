import type { AuditAnchor } from '../../core/audit/anchor.ts';
import type { Ctx } from '../context.ts';
import { authoriseAudit } from './authorise-audit.ts';
import { readAnchors } from './read-anchors.ts';

/** Every anchor of the organization's trail, oldest first: one a day. */
export async function listAnchors({ ctx }: { ctx: Ctx }): Promise<AuditAnchor[]> {
  authoriseAudit(ctx);
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) => readAnchors(tx));
}

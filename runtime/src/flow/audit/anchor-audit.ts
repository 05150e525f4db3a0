import { eq } from 'drizzle-orm';
import { type AuditAnchor, anchorText } from '../../core/audit/anchor.ts';
import type { Tx } from '../../db/open-database.ts';
import { auditAnchors } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { findChainEnd } from './find-chain-end.ts';
import { queueAnchorMail } from './mail/queue-anchor-mail.ts';
import { sealAudit } from './seal-audit.ts';

/**
 * Signs what the organization's chain is today (UTC), once a day, keeps it outside of the database as well, and asks for
 * its mail where that is on. Returns the anchor; undefined when today's is there already or nothing is sealed yet.
 */
export async function anchorAudit({ ctx }: { ctx: Ctx }): Promise<AuditAnchor | undefined> {
  await sealAudit({ ctx });
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const anchor = await signToday(tx, ctx);
    if (anchor === undefined) return undefined;
    const kept = await tx
      .insert(auditAnchors)
      .values({ ...anchor, signedAt: new Date(anchor.signedAt) })
      .onConflictDoNothing()
      .returning({ day: auditAnchors.day });
    if (kept.length === 0) return undefined;
    await queueAnchorMail(tx, ctx, anchor.day);
    // Before the commit: a process that dies here leaves a line that is true, and the next one signs again.
    await ctx.deps.anchorStore.keep(anchor);
    return anchor;
  });
}

async function signToday(tx: Tx, ctx: Ctx): Promise<AuditAnchor | undefined> {
  const { organizationId } = ctx;
  const signedAt = ctx.deps.clock.now().toISOString();
  const day = signedAt.slice(0, 10);
  if ((await tx.$count(auditAnchors, eq(auditAnchors.day, day))) > 0) return undefined;
  const end = await findChainEnd(tx, organizationId);
  if (end === undefined) return undefined;
  const unsigned = { organizationId, day, ...end, signedAt };
  const { publicKey, sign } = ctx.deps.anchorSigner;
  return { ...unsigned, publicKey, signature: sign(anchorText(unsigned)) };
}

import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { auditEntries } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { grantedInvoices } from './granted-invoices.ts';
import { type Page, type PageInput, toPage } from './page.ts';

/** One change: who did what to which object, and why. */
export type AuditView = {
  id: string;
  occurredAt: Date;
  actor: Actor;
  action: string;
  objectKind: string;
  objectId: string;
  before: object | null;
  after: object | null;
  reason: string | null;
  requestId: string;
  /** The entry that tells of the blanking of this one; null for one that is whole. */
  blankedBy: string | null;
};

/** What to list of the audit trail. */
export type ListAuditInput = PageInput & { objectKind?: string; objectId?: string };

/** Lists changes, newest first; a key for some entities sees those of their invoices only. */
export async function listAudit({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListAuditInput;
}): Promise<Page<AuditView>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const granted = grantedInvoices(tx, ctx, 'id');
    const rows = await tx
      .select()
      .from(auditEntries)
      .where(
        and(
          input.before === undefined ? undefined : lt(auditEntries.id, input.before),
          input.objectKind === undefined ? undefined : eq(auditEntries.objectKind, input.objectKind),
          input.objectId === undefined ? undefined : eq(auditEntries.objectId, input.objectId),
          granted === undefined
            ? undefined
            : sql`${auditEntries.objectKind} = 'invoice' and ${auditEntries.objectId} in (${granted})`,
        ),
      )
      .orderBy(desc(auditEntries.id))
      .limit(input.limit + 1);
    return toPage(
      rows,
      input.limit,
      ({ organizationId: _org, actorId: _actor, xid: _xid, ...entry }) => entry,
    );
  });
}

import type { Tx } from '../db/open-database.ts';
import { auditEntries } from '../db/schema/index.ts';
import type { Ctx } from './context.ts';

/** What changed, on what, and why. */
export type AuditInput = {
  action: string;
  objectKind: string;
  objectId: string;
  before?: object | null;
  after?: object | null;
  reason?: string;
};

/** Writes the audit entry of a change, in the transaction of the change: both commit or neither does. */
export async function recordAudit(tx: Tx, ctx: Ctx, input: AuditInput): Promise<void> {
  await tx.insert(auditEntries).values({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('audit'),
    occurredAt: ctx.deps.clock.now(),
    actor: ctx.actor,
    action: input.action,
    objectKind: input.objectKind,
    objectId: input.objectId,
    before: input.before ?? null,
    after: input.after ?? null,
    reason: input.reason ?? null,
    requestId: ctx.requestId,
  });
}

import type { Tx } from '../db/open-database.ts';
import { auditEntries } from '../db/schema/index.ts';
import { writeMany } from '../db/write-many.ts';
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

/** Writes the audit entry of a change, in the transaction of the change: both commit or neither does. Returns its id. */
export async function recordAudit(tx: Tx, ctx: Ctx, input: AuditInput): Promise<string> {
  const [id = ''] = await recordAudits(tx, ctx, [input]);
  return id;
}

/** Writes the audit entries of several changes, in order; see `recordAudit`. */
export async function recordAudits(tx: Tx, ctx: Ctx, inputs: AuditInput[]): Promise<string[]> {
  const occurredAt = ctx.deps.clock.now();
  const entries = inputs.map((input) => ({
    organizationId: ctx.organizationId,
    id: ctx.deps.ids.next('audit'),
    occurredAt,
    actor: ctx.actor,
    action: input.action,
    objectKind: input.objectKind,
    objectId: input.objectId,
    before: input.before ?? null,
    after: input.after ?? null,
    reason: input.reason ?? null,
    requestId: ctx.requestId,
  }));
  await writeMany(tx, auditEntries, entries);
  return entries.map(({ id }) => id);
}

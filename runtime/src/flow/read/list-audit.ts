import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { auditEntries, auditSeals } from '../../db/schema/index.ts';
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
  /** Its place in the chain, and its hash there; null for some seconds after it was written. */
  seal: { sequence: number; hash: string } | null;
};

/** What entries to list; `from` is in the period and `to` is not. */
export type AuditFilters = {
  objectKind?: string;
  objectId?: string;
  actorId?: string;
  /** An action, or the beginning of one that ends in a dot: `invoice.` is everything about invoices. */
  action?: string;
  requestId?: string;
  from?: Date;
  to?: Date;
};

/** What to list of the audit trail. */
export type ListAuditInput = PageInput & AuditFilters;

/** Lists changes, newest first; who may see some entities only sees those of their invoices only. */
export async function listAudit({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListAuditInput;
}): Promise<Page<AuditView>> {
  authorise(ctx, 'audit');
  return readEntries(ctx, input);
}

/** The newest entries about one invoice, for whoever may read it. */
export async function listAuditOfInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { limit: number; invoiceId: string };
}): Promise<AuditView[]> {
  authorise(ctx, 'read');
  const { limit, invoiceId } = input;
  return (await readEntries(ctx, { limit, objectKind: 'invoice', objectId: invoiceId })).items;
}

function readEntries(ctx: Ctx, input: ListAuditInput): Promise<Page<AuditView>> {
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const granted = grantedInvoices(tx, ctx, 'id');
    const rows = await tx
      .select()
      .from(auditEntries)
      .where(
        and(
          input.before === undefined ? undefined : lt(auditEntries.id, input.before),
          ...conditionsOf(input),
          granted === undefined
            ? undefined
            : sql`${auditEntries.objectKind} = 'invoice' and ${auditEntries.objectId} in (${granted})`,
        ),
      )
      .orderBy(desc(auditEntries.id))
      .limit(input.limit + 1);
    const seals = await tx
      .select({ entryId: auditSeals.entryId, sequence: auditSeals.sequence, hash: auditSeals.hash })
      .from(auditSeals)
      .where(
        inArray(
          auditSeals.entryId,
          rows.map(({ id }) => id),
        ),
      );
    const sealOf = new Map(seals.map(({ entryId, ...seal }) => [entryId, seal]));
    return toPage(rows, input.limit, ({ organizationId: _org, actorId: _actor, xid: _xid, ...entry }) => ({
      ...entry,
      seal: sealOf.get(entry.id) ?? null,
    }));
  });
}

function conditionsOf(filters: AuditFilters): (SQL | undefined)[] {
  const { objectKind, objectId, actorId, action, requestId, from, to } = filters;
  return [
    objectKind === undefined ? undefined : eq(auditEntries.objectKind, objectKind),
    objectId === undefined ? undefined : eq(auditEntries.objectId, objectId),
    actorId === undefined ? undefined : eq(auditEntries.actorId, actorId),
    requestId === undefined ? undefined : eq(auditEntries.requestId, requestId),
    from === undefined ? undefined : gte(auditEntries.occurredAt, from),
    to === undefined ? undefined : lt(auditEntries.occurredAt, to),
    action === undefined
      ? undefined
      : action.endsWith('.')
        ? sql`starts_with(${auditEntries.action}, ${action})`
        : eq(auditEntries.action, action),
  ];
}

import { sql } from 'drizzle-orm';
import type { AuditAnchor } from '../../core/audit/anchor.ts';
import type { SealedLine } from '../../core/audit/audit-line.ts';
import { CHAIN_START } from '../../core/audit/chain.ts';
import type { ChainEnd } from '../../core/audit/check-chain.ts';
import type { ExportLine } from '../../core/audit/export-line.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { authoriseAudit } from './authorise-audit.ts';
import { type SealedRow, selectSealed, toSealedLine } from './line-columns.ts';
import { readAnchors } from './read-anchors.ts';
import { sealAudit } from './seal-audit.ts';

/** The period, `to` not in it. */
export type ExportAuditInput = { from: Date; to: Date };

const STRETCH = 2_000;

/**
 * The trail of a period, line by line: one stretch of the chain without a gap, so that it can be checked by itself. It holds
 * every entry of the period, and at its ends those few that were sealed in between. What is not sealed yet is sealed first.
 * Throws `auth.scope_missing`, and `auth.entity_not_granted` for somebody who may see some entities only.
 */
export async function exportAudit({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ExportAuditInput;
}): Promise<AsyncGenerator<ExportLine>> {
  authoriseAudit(ctx);
  await sealAudit({ ctx });
  const found = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    findStretch(tx, ctx, input),
  );
  return writeLines(ctx, input, found);
}

type Stretch = { after: ChainEnd; last: number; anchors: AuditAnchor[] };

async function findStretch(tx: Tx, ctx: Ctx, { from, to }: ExportAuditInput): Promise<Stretch> {
  const [found] = await tx.execute<{ first: string | null; last: string | null }>(sql`
    select min(s.sequence) as first, max(s.sequence) as last
    from audit_entries e join audit_seals s on s.organization_id = e.organization_id and s.entry_id = e.id
    where e.organization_id = ${ctx.organizationId}
      and e.occurred_at >= ${from.toISOString()}::timestamptz and e.occurred_at < ${to.toISOString()}::timestamptz`);
  const first = Number(found?.first ?? 1);
  const last = Number(found?.last ?? 0);
  const [before] = await tx.execute<{ hash: string }>(sql`
    select hash from audit_seals where organization_id = ${ctx.organizationId} and sequence = ${first - 1}`);
  return {
    after: { sequence: first - 1, hash: before?.hash ?? CHAIN_START },
    last,
    anchors: last < first ? [] : await readAnchors(tx, { first, last }),
  };
}

async function* writeLines(
  ctx: Ctx,
  { from, to }: ExportAuditInput,
  { after, last, anchors }: Stretch,
): AsyncGenerator<ExportLine> {
  const { organizationId } = ctx;
  yield {
    type: 'seikyu.audit.export',
    format: 1,
    organizationId,
    from: from.toISOString(),
    to: to.toISOString(),
    exportedAt: ctx.deps.clock.now().toISOString(),
    after,
  };
  for (const anchor of anchors) yield { type: 'anchor', ...anchor };
  let end = after;
  for (let first = after.sequence + 1; first <= last; first += STRETCH) {
    const rows = await ctx.deps.database.inOrganization(organizationId, (tx) =>
      tx.execute<SealedRow>(selectSealed(organizationId, first, Math.min(first + STRETCH - 1, last))),
    );
    for (const row of rows) {
      const line = toSealedLine(organizationId, row);
      // A seal whose entry was taken away leaves a gap, which the check of the export names.
      if (line === null) continue;
      end = { sequence: line.sequence, hash: line.hash };
      yield entryLine(line);
    }
  }
  yield { type: 'end', count: Math.max(0, last - after.sequence), ...end };
}

const entryLine = (line: SealedLine): ExportLine => ({
  type: 'entry',
  sequence: line.sequence,
  organizationId: line.organizationId,
  id: line.id,
  occurredAt: line.occurredAt,
  actor: line.actor,
  action: line.action,
  objectKind: line.objectKind,
  objectId: line.objectId,
  before: line.before,
  after: line.after,
  reason: line.reason,
  requestId: line.requestId,
  xid: line.xid,
  blankedBy: line.blankedBy,
  salt: line.salt,
  payloadHash: line.payloadHash,
  prevHash: line.prevHash,
  hash: line.hash,
  sealedAt: line.sealedAt,
});

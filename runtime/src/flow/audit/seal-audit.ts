import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { AuditLine } from '../../core/audit/audit-line.ts';
import { CHAIN_START, payloadHash, sealHash } from '../../core/audit/chain.ts';
import type { ChainEnd } from '../../core/audit/check-chain.ts';
import type { Tx } from '../../db/open-database.ts';
import { auditSeals } from '../../db/schema/index.ts';
import { writeMany } from '../../db/write-many.ts';
import type { Ctx } from '../context.ts';
import { findChainEnd } from './find-chain-end.ts';
import { LINE_COLUMNS, toInstantText } from './line-columns.ts';

const BATCH_MAX = 2_000;
const SALT_BYTES = 16;

/**
 * Seals every committed entry of the organization that is not sealed yet, and returns how many. An entry that was
 * committed before another one was begun comes before it. Who writes an entry waits for nobody: only sealers wait for
 * each other.
 */
export async function sealAudit({ ctx }: { ctx: Ctx }): Promise<number> {
  let sealed = 0;
  // Goes on after the last one while there are many, and begins anew at the end: for one that became visible meanwhile.
  let after: Place | undefined;
  for (;;) {
    const lines = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
      sealBatch(tx, ctx, after),
    );
    sealed += lines.length;
    const isLast = lines.length < BATCH_MAX;
    if (isLast && after === undefined) return sealed;
    after = isLast ? undefined : lines.at(-1);
  }
}

type Place = Pick<AuditLine, 'xid' | 'id'>;

async function sealBatch(tx: Tx, ctx: Ctx, after: Place | undefined): Promise<AuditLine[]> {
  const { organizationId } = ctx;
  await tx.execute(
    sql`insert into audit_chains (organization_id) values (${organizationId}) on conflict do nothing`,
  );
  await tx.execute(sql`select from audit_chains where organization_id = ${organizationId} for update`);
  // What was running when this is read may have written entries below the new floor; everything else is seen below.
  const [running] = await tx.execute<{ oldest: string }>(
    sql`select pg_snapshot_xmin(pg_current_snapshot())::text as oldest`,
  );
  const [lines, end] = await Promise.all([
    findUnsealed(tx, organizationId, after),
    findChainEnd(tx, organizationId),
  ]);
  const start = end ?? { sequence: 0, hash: CHAIN_START };
  await writeMany(tx, auditSeals, toSeals(lines, start, ctx.deps.clock.now()));
  if (after === undefined && lines.length < BATCH_MAX && running !== undefined) {
    await tx.execute(sql`update audit_chains set sealed_below = ${running.oldest}::xid8
      where organization_id = ${organizationId} and sealed_below <> ${running.oldest}::xid8`);
  }
  return lines;
}

/**
 * Entries that are not sealed, by the transactions that wrote them: one that began after another one ended has a higher
 * id. Entries of transactions that are still running are not seen, and come in a later batch.
 */
async function findUnsealed(tx: Tx, organizationId: string, after: Place | undefined): Promise<AuditLine[]> {
  const from =
    after === undefined
      ? sql`e.xid >= (select audit_seal_floor(${organizationId}))`
      : sql`(e.xid, e.id) > (${after.xid}::xid8, ${after.id})`;
  return tx.execute<AuditLine>(sql`
    select ${LINE_COLUMNS} from audit_entries e
    where e.organization_id = ${organizationId} and ${from}
      and not exists (select from audit_seals s where s.organization_id = e.organization_id and s.entry_id = e.id)
    order by e.xid, e.id limit ${BATCH_MAX}`);
}

function toSeals(
  lines: readonly AuditLine[],
  after: ChainEnd,
  sealedAt: Date,
): (typeof auditSeals.$inferInsert)[] {
  const sealedAtText = toInstantText(sealedAt);
  let end = after;
  return lines.map((line) => {
    const salt = randomBytes(SALT_BYTES).toString('hex');
    const place = {
      sequence: end.sequence + 1,
      payloadHash: payloadHash(salt, line),
      prevHash: end.hash,
    };
    const hash = sealHash(line, { ...place, sealedAt: sealedAtText });
    end = { sequence: place.sequence, hash };
    return { organizationId: line.organizationId, entryId: line.id, salt, ...place, hash, sealedAt };
  });
}

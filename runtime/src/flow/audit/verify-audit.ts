import { sql } from 'drizzle-orm';
import type { AuditAnchor } from '../../core/audit/anchor.ts';
import { type AnchorFinding, createAnchorCheck } from '../../core/audit/check-anchors.ts';
import { type ChainBreak, type ChainEnd, createChainCheck } from '../../core/audit/check-chain.ts';
import { stableJson } from '../../core/stable-json.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { readTrustedAnchorKeys } from '../keys/read-trusted-anchor-keys.ts';
import { findChainEnd } from './find-chain-end.ts';
import { type SealedRow, selectSealed, toSealedLine } from './line-columns.ts';
import { readAnchors } from './read-anchors.ts';

/** What a check of an organization's audit trail found. */
export type AuditVerdict = {
  /** The last entry that was checked and is whole. */
  end: ChainEnd;
  /** The first entry that is not as it was sealed. */
  brokenAt: ChainBreak | undefined;
  /** An entry that should be sealed and is not: put beneath the others later, or its seal was taken away. */
  unsealed: { count: number; firstEntryId: string } | undefined;
  /** Entries that wait for the sealer. */
  pendingCount: number;
  blankedCount: number;
  anchorCount: number;
  anchorFindings: AnchorFinding[];
};

/** `anchors` are those that somebody kept; those of the database and of the hub's own store are checked in any case. */
export type VerifyAuditInput = { anchors: readonly AuditAnchor[] };

/** How many entries are read in one statement. */
const STRETCH = 4_000;
/** How many statements are on their way while entries are hashed: to read an entry takes longer than to hash it. */
const STRETCHES_AHEAD = 2;

/** Reads the whole chain of the organization again and holds it against its anchors; changes nothing. */
export async function verifyAudit({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: VerifyAuditInput;
}): Promise<AuditVerdict> {
  const { database, anchorSigner, anchorStore } = ctx.deps;
  const { organizationId } = ctx;
  const inside = <Value>(work: (tx: Tx) => Promise<Value>) => database.inOrganization(organizationId, work);
  const { last, kept, trusted } = await inside(async (tx) => ({
    last: (await findChainEnd(tx, organizationId))?.sequence ?? 0,
    kept: await readAnchors(tx),
    trusted: await readTrustedAnchorKeys(tx, anchorSigner),
  }));
  const ours = input.anchors.filter((anchor) => anchor.organizationId === organizationId);
  const known = eachOnce([...kept, ...(await anchorStore.list(organizationId)), ...ours]);
  const anchors = createAnchorCheck(known, trusted);
  const chain = createChainCheck();
  const readFrom = (first: number): Promise<SealedRow[]> =>
    inside((tx) => tx.execute<SealedRow>(selectSealed(organizationId, first, first + STRETCH - 1)));
  let brokenAt: ChainBreak | undefined;
  for await (const rows of readAhead(readFrom, last)) {
    for (const row of rows) {
      const seal = { sequence: Number(row.sequence), entryId: row.id };
      brokenAt = chain.next(seal, toSealedLine(organizationId, row));
      if (brokenAt !== undefined) break;
      anchors.pass(chain.end());
    }
    if (brokenAt !== undefined) break;
  }
  return {
    end: chain.end(),
    brokenAt: brokenAt ?? chain.unprovenBlanks(),
    ...(await inside((tx) => countUnsealed(tx, organizationId))),
    blankedCount: chain.blankedCount(),
    anchorCount: known.length,
    anchorFindings: anchors.findings(),
  };
}

/** One that differs anywhere from the same day's elsewhere stays beside it: one of the two was edited. */
const eachOnce = (anchors: readonly AuditAnchor[]): AuditAnchor[] => [
  ...new Map(anchors.map((anchor) => [stableJson(anchor), anchor])).values(),
];

/** The stretches of the chain up to its last entry, in order; who stops early waits for those that are on their way. */
async function* readAhead<Rows>(
  readFrom: (first: number) => Promise<Rows>,
  last: number,
): AsyncGenerator<Rows> {
  const reading: Promise<Rows>[] = [];
  let first = 1;
  try {
    while (first <= last || reading.length > 0) {
      for (; first <= last && reading.length <= STRETCHES_AHEAD; first += STRETCH)
        reading.push(readFrom(first));
      const rows = await reading[0];
      reading.shift();
      if (rows !== undefined) yield rows;
    }
  } finally {
    await Promise.allSettled(reading);
  }
}

async function countUnsealed(
  tx: Tx,
  organizationId: string,
): Promise<Pick<AuditVerdict, 'unsealed' | 'pendingCount'>> {
  const [row] = await tx.execute<{ pending: number; lost: number; first: string | null }>(sql`
    select count(*) filter (where e.xid >= f.floor)::int as pending, count(*) filter (where e.xid < f.floor)::int as lost,
      min(e.id) filter (where e.xid < f.floor) as first
    from audit_entries e, (select audit_seal_floor(${organizationId}) as floor) f
    where e.organization_id = ${organizationId}
      and not exists (select from audit_seals s where s.organization_id = e.organization_id and s.entry_id = e.id)`);
  const first = row?.first ?? null;
  return {
    pendingCount: row?.pending ?? 0,
    unsealed: first === null ? undefined : { count: row?.lost ?? 0, firstEntryId: first },
  };
}

import { and, eq, inArray, isNotNull, ne } from 'drizzle-orm';
import { toJson } from '../../../core/json.ts';
import { diffRecords } from '../../../core/mapping/runs/diff-records.ts';
import { recordFilter } from '../../../core/mapping/runs/record-filter.ts';
import type { RecordOutcome } from '../../../core/mapping/runs/run-summary.ts';
import type { Tx } from '../../../db/open-database.ts';
import { invoiceLines, invoices } from '../../../db/schema/index.ts';
import type { Ctx } from '../../context.ts';
import { compileVersion } from '../../map/compile-version.ts';
import { type MappingOutcome, runMapping } from '../../map/run-mapping.ts';
import { loadStandings, lockSources } from '../../map/source-link.ts';
import { storeOutcomes } from '../../map/store-outcomes.ts';
import { expectStatus } from '../get-version.ts';
import { loadCanonicalBodies } from './load-canonical-bodies.ts';
import type { PartResult, RunPart } from './run-part.ts';

/**
 * Maps stored records again by the live version and stores what changed, with its audit entries and jobs. A record
 * that is billed already is reported and stays; one that is refused stays as well, and is no dead letter: nothing came in.
 * Throws `mapping.state_refused` when the version is not live any more.
 */
export async function backfillPart(ctx: Ctx, part: RunPart, room: number): Promise<PartResult> {
  const { run, version, rows } = part;
  expectStatus(version, 'published');
  const passes = recordFilter(run.filter);
  const wanted = rows.filter(({ payload }) => passes(payload));
  const outcomes = await runMapping(ctx, compileVersion(version), wanted);
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await lockSources(
      tx,
      ctx,
      outcomes.map(({ source }) => source),
    );
    const standings = await loadStandings(
      tx,
      outcomes.map(({ source }) => source),
    );
    const ids = standings.flatMap(({ canonicalId }) => canonicalId ?? []);
    const bodies = await loadCanonicalBodies(tx, version.kind, ids);
    const billed = await findBilled(tx, version.kind, ids);
    const result: PartResult = { results: [], unpricedCount: 0, kept: [] };
    for (let at = wanted.length; at < rows.length; at += 1) {
      result.results.push({ outcome: 'passed_over', changes: [], effects: [] });
    }
    const toStore: MappingOutcome[] = [];
    for (const [at, outcome] of outcomes.entries()) {
      const canonicalId = standings[at]?.canonicalId;
      const body = canonicalId === undefined ? undefined : bodies.get(canonicalId);
      const changes = outcome.ok && body !== undefined ? diffRecords(body, toJson(outcome.mapped.value)) : [];
      const isBilled = canonicalId !== undefined && billed.has(canonicalId);
      const became = outcomeOf(outcome, {
        isKnown: body !== undefined,
        isChanged: changes.length > 0,
        isBilled,
      });
      if (became === 'changed' || became === 'accepted') toStore.push(outcome);
      result.results.push({ outcome: became, changes, effects: [] });
      if (became === 'unchanged' || result.kept.length >= room) continue;
      if (became === 'passed_over' || became === 'refused_still') continue;
      result.kept.push({
        recordId: outcome.source.recordId,
        externalId: outcome.source.externalId,
        outcome: became,
        findings: outcome.ok ? [] : outcome.error.errors,
        changes,
        invoices: [],
      });
    }
    await storeOutcomes(tx, ctx, toStore);
    return result;
  });
}

function outcomeOf(
  outcome: MappingOutcome,
  { isKnown, isChanged, isBilled }: { isKnown: boolean; isChanged: boolean; isBilled: boolean },
): RecordOutcome {
  if (!outcome.ok) return isKnown ? 'refused' : 'refused_still';
  if (!isKnown) return 'accepted';
  if (!isChanged) return 'unchanged';
  return isBilled ? 'invoiced' : 'changed';
}

/** Which of these deals and contracts have an issued invoice. */
async function findBilled(tx: Tx, kind: string, ids: string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  if (kind !== 'deal' && kind !== 'contract') return new Set();
  const isIssued = and(isNotNull(invoices.number), ne(invoices.documentStatus, 'voided'));
  // A contract may be billed together with others, on an invoice that is none of its own.
  const rows =
    kind === 'deal'
      ? await tx
          .select({ id: invoices.dealId })
          .from(invoices)
          .where(and(inArray(invoices.dealId, ids), isIssued))
      : await tx
          .selectDistinct({ id: invoiceLines.contractId })
          .from(invoiceLines)
          .innerJoin(invoices, eq(invoices.id, invoiceLines.invoiceId))
          .where(and(inArray(invoiceLines.contractId, ids), isIssued));
  return new Set(rows.flatMap(({ id }) => id ?? []));
}

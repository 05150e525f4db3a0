import type { InvoiceEffect } from '../../../core/mapping/runs/invoice-effect.ts';
import { recordFilter } from '../../../core/mapping/runs/record-filter.ts';
import type { Ctx } from '../../context.ts';
import { compileVersion } from '../../map/compile-version.ts';
import { type MappingOutcome, runMapping } from '../../map/run-mapping.ts';
import { compareOutcomes, priceDifference } from './compare-outcomes.ts';
import { loadStanding } from './load-standing.ts';
import type { PartResult, RunPart } from './run-part.ts';

/** Invoices are computed for so many changed records of a run; of the others the fields are compared. */
const PRICED_MAX = 2_000;

/**
 * Runs a version and the live one over records, and computes what the difference does to invoices. A version that is
 * live itself is compared with what stands, which is what a backfill would change. Stores nothing.
 */
export async function dryRunPart(ctx: Ctx, part: RunPart, room: number): Promise<PartResult> {
  const { run, version, against, rows } = part;
  const passes = recordFilter(run.filter);
  const wanted = rows.filter(({ payload }) => passes(payload));
  const after = await runMapping(ctx, compileVersion(version), wanted);
  const before =
    against !== undefined
      ? await runMapping(ctx, compileVersion(against), wanted)
      : version.status === 'published'
        ? await loadStanding(ctx, version, wanted)
        : [];
  const result: PartResult = { results: [], unpricedCount: 0, kept: [] };
  for (let at = wanted.length; at < rows.length; at += 1) {
    result.results.push({ outcome: 'passed_over', changes: [], effects: [] });
  }
  let pricedCount =
    run.summary.outcomes.changed + run.summary.outcomes.refused + run.summary.outcomes.accepted;
  for (const [at, row] of wanted.entries()) {
    const made = after[at];
    if (made === undefined) continue;
    const { outcome, changes } = compareOutcomes(before[at], made);
    let effects: InvoiceEffect[] = [];
    if (outcome === 'changed' || outcome === 'refused' || outcome === 'accepted') {
      pricedCount += 1;
      if (pricedCount > PRICED_MAX) result.unpricedCount += 1;
      else effects = await priceDifference(ctx, { before: before[at], after: made, kind: version.kind });
      if (result.kept.length < room) {
        result.kept.push({
          recordId: row.id,
          externalId: row.externalId,
          outcome,
          findings: findingsOf(made),
          changes,
          invoices: effects,
        });
      }
    }
    result.results.push({ outcome, changes, effects });
  }
  return result;
}

function findingsOf(outcome: MappingOutcome) {
  if (outcome.ok) return [];
  const { errors, code, detail } = outcome.error;
  return errors.length > 0 ? errors : [{ pointer: '', code, detail }];
}

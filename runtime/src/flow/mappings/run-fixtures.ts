import type { JsonObject } from '../../core/json.ts';
import { toJson } from '../../core/json.ts';
import { diffRecords, type ValueChange } from '../../core/mapping/runs/diff-records.ts';
import type { Ctx } from '../context.ts';
import type { PublishedMapping } from '../map/compile-version.ts';
import { runMapping } from '../map/run-mapping.ts';
import type { Fixture } from './load-fixtures.ts';

/** Whether a version makes of a fixture what it must; `actual` is null where it refuses the record. */
export type FixtureResult = {
  name: string;
  isMet: boolean;
  actual: JsonObject | null;
  refusal: string | null;
  /** From what is expected to what there is. */
  differences: ValueChange[];
};

/** Runs a version over fixtures; nothing is stored. In order. */
export async function runFixtures(
  ctx: Ctx,
  mapping: PublishedMapping,
  fixtures: readonly Fixture[],
): Promise<FixtureResult[]> {
  const { system, object } = mapping.compiled.definition;
  const outcomes = await runMapping(
    ctx,
    mapping,
    fixtures.map(({ name, source }) => ({
      id: name,
      system,
      object,
      connectionId: null,
      externalId: name,
      payload: source,
    })),
  );
  return fixtures.map(({ name, expected }, at) => {
    const outcome = outcomes[at];
    const actual = outcome?.ok === true ? toJson(outcome.mapped.value) : null;
    const refusal = outcome?.ok === false ? outcome.error.detail : null;
    const differences = diffRecords(expected, actual);
    return { name, isMet: differences.length === 0, actual, refusal, differences };
  });
}

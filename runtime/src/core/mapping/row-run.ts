import type { JsonObject, JsonValue } from '../json.ts';
import { copyJson } from './copy-json.ts';
import type { FieldConstant } from './definition.ts';
import { isFilled } from './is-filled.ts';
import { bindPath, type Path, type PathSegment, type Place, pathToText, placeToText } from './path.ts';
import { readPlace } from './read-place.ts';
import type { Apply } from './transforms/transform.ts';
import { visitElements } from './visit-elements.ts';
import { writePlace } from './write-place.ts';

/** Why a row gave no value: the row's number from 1, the target and source as places, a text that is safe to show. */
export type RowRefusal = { row: number; to: string; from: string | null; reason: string };

/** One value that a row wrote: where, how, and which places of the source it looked at, as received. */
export type TracedWrite = {
  row: number;
  to: Place;
  value: JsonValue;
  how: 'const' | 'from' | 'default';
  /** In the order of the row's sources, then what its transforms looked up; `undefined` where the source has nothing. */
  reads: { place: Place; value: JsonValue | undefined }[];
};

/** A row with everything parsed. */
export type RowPlan = {
  number: number;
  to: Path;
  /** Empty for a constant. */
  sources: readonly Path[];
  /** What the transforms read beside the value, such as the currency of an amount. */
  looked: readonly Path[];
  constant: FieldConstant | undefined;
  fallback: FieldConstant | undefined;
  isRequired: boolean;
  /** True when the value is the list of all sources that are filled. */
  isJoined: boolean;
  condition: { path: Path; test: (value: JsonValue | undefined) => boolean } | undefined;
  apply: Apply;
};

/** Writes what a row makes of a record into the draft, and what it refuses into the list; `observe` is told of each write. */
export type RowRun = (
  source: JsonValue,
  draft: JsonObject,
  refusals: RowRefusal[],
  observe?: (write: TracedWrite) => void,
) => void;

/** The closure that runs a row over one record. */
export function createRowRun(plan: RowPlan): RowRun {
  const { to, sources, condition, constant } = plan;
  const [lead] = sources;
  const stops = to.flatMap((segment, at) => (segment.kind === 'each' ? [at] : []));
  const isListOfValues = to.at(-1)?.kind === 'each';

  return (source, draft, refusals, observe) => {
    const write = (positions: readonly number[], value: JsonValue, how: TracedWrite['how']): void => {
      const place = bindPath(to, positions);
      writePlace(draft, place, value);
      if (observe === undefined) return;
      const reads = [...sources, ...plan.looked].map((path) => {
        const read = bindPath(path, positions);
        return { place: read, value: readPlace(source, read) };
      });
      observe({ row: plan.number, to: place, value, how, reads });
    };
    const applies = (positions: readonly number[]): boolean =>
      condition === undefined || condition.test(readPlace(source, bindPath(condition.path, positions)));
    if (lead === undefined) {
      if (applies([]) && constant !== undefined) write([], constant, 'const');
      return;
    }
    let isListSeen = stops.length === 0;
    const refuse = (positions: readonly number[], reason: string) =>
      refusals.push({
        row: plan.number,
        to: placeToText(bindPath(to, positions)),
        from: sources.map((path) => placeToText(bindPath(path, positions))).join(' + '),
        reason,
      });

    const visited = visitElements(source, lead, {
      onList(positions) {
        isListSeen = true;
        writePlace(draft, bindPath(to.slice(0, stops[positions.length]), positions), [], 'keep');
      },
      onItem(positions) {
        // Every item gets its place, so that the items of all rows stay aligned.
        const end = (stops[positions.length - 1] ?? 0) + 1;
        writePlace(draft, bindPath(to.slice(0, end), positions), emptyFor(to[end]), 'keep');
      },
      onElement(positions) {
        if (!applies(positions)) return;
        const value = readValue(plan, source, positions);
        if (!value.ok) refuse(positions, value.reason);
        else if (value.value !== undefined) write(positions, value.value, 'from');
        else if (plan.fallback !== undefined) write(positions, plan.fallback, 'default');
        else if (plan.isRequired || isListOfValues) refuse(positions, 'is missing');
      },
    });
    const isListMissing = visited.ok && !isListSeen && plan.isRequired && applies([]);
    if (!visited.ok || isListMissing) {
      refusals.push({
        row: plan.number,
        to: pathToText(to),
        from: pathToText(lead),
        reason: visited.ok ? 'is missing' : visited.reason,
      });
    }
  };
}

function emptyFor(next: PathSegment | undefined): JsonValue {
  if (next === undefined) return null;
  return next.kind === 'key' ? {} : [];
}

function readValue(
  plan: RowPlan,
  source: JsonValue,
  positions: readonly number[],
): { ok: true; value: JsonValue | undefined } | { ok: false; reason: string } {
  const values = plan.sources.map((path) => readPlace(source, bindPath(path, positions))).filter(isFilled);
  const [single] = values;
  if (single === undefined) return { ok: true, value: undefined };
  const copied = copyJson(plan.isJoined ? values : single);
  const applied = copied.ok ? plan.apply(copied.value, source, positions) : copied;
  if (!applied.ok) return applied;
  return { ok: true, value: isFilled(applied.value) ? applied.value : undefined };
}

import type { JsonValue } from '../json.ts';
import { bindPath, type Path, pathToText, placeToText } from './path.ts';
import { readPlace } from './read-place.ts';
import { createPathReader } from './read-steps.ts';
import type { RowPlan, RowRefusal, RowRun, TracedWrite } from './row-plan.ts';
import type { SourceRecord } from './source-record.ts';
import { createListWalk } from './walk-lists.ts';
import { createWriter } from './write-steps.ts';

const NO_POSITIONS: readonly number[] = [];

/** The closure that runs a row over one record. */
export function createRowRun(plan: RowPlan): RowRun {
  const { to, lead, isRequired } = plan;
  const runElement = createElementRun(plan);
  if (!lead.some((segment) => segment.kind === 'each')) {
    return (record, draft, refusals, observe) =>
      runElement(record.source, draft, NO_POSITIONS, { record, refusals, observe });
  }
  const walk = createListWalk(lead, to);
  const applies = createTest(plan);
  return (record, draft, refusals, observe) => {
    const run = { record, refusals, observe };
    const { isListSeen, refused } = walk(record.source, draft, (here, target, positions) =>
      runElement(here, target, positions, run),
    );
    const isListMissing = !isListSeen && isRequired && applies(record.source, NO_POSITIONS);
    if (refused === undefined && !isListMissing) return;
    const reason = refused ?? 'is missing';
    refusals.push({ row: plan.number, to: pathToText(to), from: pathToText(lead), reason });
  };
}

type ElementRun = (
  here: JsonValue | undefined,
  target: JsonValue,
  positions: readonly number[],
  run: { record: SourceRecord; refusals: RowRefusal[]; observe: ((write: TracedWrite) => void) | undefined },
) => void;

/** What a row does with one element of its lists, or with the record when it has none. */
function createElementRun(plan: RowPlan): ElementRun {
  const { to, fallback, how } = plan;
  const put = createWriter(to);
  const applies = createTest(plan);
  const isEmptyRefused = plan.isRequired || to.at(-1)?.kind === 'each';
  return (here, target, positions, { record, refusals, observe }) => {
    if (!applies(record.source, positions)) return;
    const read = plan.readValue(here, record, positions);
    if (!read.ok) {
      refusals.push(refusalAt(plan, positions, read.reason));
      return;
    }
    const value = read.value ?? fallback;
    if (value !== undefined) {
      put(target, positions, value);
      const from = read.value === undefined ? 'default' : how;
      observe?.(tracedWrite(plan, record.source, positions, value, from));
    } else if (isEmptyRefused) refusals.push(refusalAt(plan, positions, 'is missing'));
  };
}

function createTest({ condition }: RowPlan): (source: JsonValue, positions: readonly number[]) => boolean {
  if (condition === undefined) return () => true;
  const read = createPathReader(condition.path);
  return (source, positions) => condition.test(read(source, positions));
}

const refusalAt = (plan: RowPlan, positions: readonly number[], reason: string): RowRefusal => ({
  row: plan.number,
  to: placeToText(bindPath(plan.to, positions)),
  from: fromText(plan, positions),
  reason,
});

function tracedWrite(
  plan: RowPlan,
  source: JsonValue,
  positions: readonly number[],
  value: JsonValue,
  how: TracedWrite['how'],
): TracedWrite {
  const reads = [...plan.sources, ...plan.looked].map((path: Path) => {
    const place = bindPath(path, positions);
    return { place, value: readPlace(source, place) };
  });
  return { row: plan.number, to: bindPath(plan.to, positions), value, how, reads };
}

function fromText({ sources }: RowPlan, positions: readonly number[]): string | null {
  if (sources.length === 0) return null;
  return sources.map((path) => placeToText(bindPath(path, positions))).join(' + ');
}

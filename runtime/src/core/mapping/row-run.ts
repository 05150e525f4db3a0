import type { JsonValue } from '../json.ts';
import { bindPath, type Path, pathToText, placeToText } from './path.ts';
import { readPlace } from './read-place.ts';
import { createPathReader } from './read-steps.ts';
import type { RowPlan, RowRun, TracedWrite } from './row-plan.ts';
import { createListWalk } from './walk-lists.ts';
import { createWriter } from './write-steps.ts';

/** The closure that runs a row over one record. */
export function createRowRun(plan: RowPlan): RowRun {
  const { to, fallback, condition, how, number: row } = plan;
  const walk = createListWalk(plan.lead, to);
  const put = createWriter(to);
  const isEmptyRefused = plan.isRequired || to.at(-1)?.kind === 'each';
  const tested = condition === undefined ? undefined : createPathReader(condition.path);
  const applies = (source: JsonValue, positions: readonly number[]): boolean =>
    condition === undefined || tested === undefined || condition.test(tested(source, positions));

  return (record, draft, refusals, observe) => {
    const { source } = record;
    const refuse = (positions: readonly number[], reason: string) =>
      refusals.push({
        row,
        to: placeToText(bindPath(to, positions)),
        from: fromText(plan, positions),
        reason,
      });
    const walked = walk(source, draft, (here, target, positions) => {
      if (!applies(source, positions)) return;
      const read = plan.readValue(here, record, positions);
      if (!read.ok) {
        refuse(positions, read.reason);
        return;
      }
      const value = read.value ?? fallback;
      if (value !== undefined) {
        put(target, positions, value);
        observe?.(tracedWrite(plan, source, positions, value, read.value === undefined ? 'default' : how));
      } else if (isEmptyRefused) refuse(positions, 'is missing');
    });
    const isListMissing = !walked.isListSeen && plan.isRequired && applies(source, []);
    if (walked.refused !== undefined || isListMissing) {
      const reason = walked.refused ?? 'is missing';
      refusals.push({ row, to: pathToText(to), from: pathToText(plan.lead), reason });
    }
  };
}

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

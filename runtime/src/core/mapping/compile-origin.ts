import type { JsonValue } from '../json.ts';
import { ok, type Result } from '../result.ts';
import { copyJson } from './copy-json.ts';
import type { FieldRow } from './definition.ts';
import { compileExpression } from './expressions/compile-expression.ts';
import { isFilled } from './is-filled.ts';
import { listPrefixes, type Path, parsePath } from './path.ts';
import { createStepReader } from './read-steps.ts';
import type { ReadValue, RowPlan } from './row-plan.ts';

/** Where the values of a row come from, before they are transformed. */
export type RowOrigin = Pick<RowPlan, 'how' | 'lead' | 'sources' | 'readValue'>;

/** A part of a row that cannot be used; `at` is its pointer within the row. */
export type RowProblem = { at: string; reason: string };

/** Compiles what a row says of its source, or tells every problem of it. */
export function compileOrigin(
  row: FieldRow,
  to: Path,
): { ok: true; value: RowOrigin } | { ok: false; problems: RowProblem[] } {
  if (row.expression !== undefined) return compileFormula(row.expression, row.each, to);
  if (row.from !== undefined) return compileSources(row.from);
  const constant = row.const ?? null;
  if (listPrefixes(to).length > 0) return refuse('/to', 'a const cannot fill a list');
  return { ok: true, value: { how: 'const', lead: [], sources: [], readValue: () => ok(constant) } };
}

function compileSources(from: string | readonly string[]): ReturnType<typeof compileOrigin> {
  const problems: RowProblem[] = [];
  const sources = [from].flat().map((text): Path => {
    const path = parsePath(text);
    if (!path.ok) problems.push({ at: '/from', reason: path.reason });
    return path.ok ? path.value : [];
  });
  const [lead = []] = sources;
  const lists = listPrefixes(lead).join();
  if (sources.some((path) => listPrefixes(path).join() !== lists))
    problems.push({ at: '/from', reason: 'the sources go over different lists' });
  if (problems.length > 0) return { ok: false, problems };
  const readers = sources.map((path) => createStepReader(afterLists(path)));
  const [read = createStepReader([])] = readers;
  const readValue: ReadValue =
    typeof from === 'string'
      ? (here) => copyFilled(read(here))
      : (here) => {
          const values = readers.map((reader) => reader(here)).filter(isFilled);
          return values.length === 0 ? ok(undefined) : copyJson(values);
        };
  return { ok: true, value: { how: 'from', lead, sources, readValue } };
}

function compileFormula(text: string, each: string | undefined, to: Path): ReturnType<typeof compileOrigin> {
  const list = each === undefined ? ok(undefined) : parsePath(each);
  if (!list.ok) return refuse('/each', list.reason);
  if (list.value !== undefined && list.value.at(-1)?.kind !== 'each')
    return refuse('/each', 'must name the elements of a list, such as line_items[*]');
  if (list.value === undefined && listPrefixes(to).length > 0)
    return refuse('/to', 'an expression fills a list only where each names the list that it follows');
  const expression = compileExpression(text, list.value);
  if (!expression.ok) return refuse('/expression', expression.reason);
  const { reads, run } = expression.value;
  const readValue: ReadValue = (_here, record, positions) => onlyFilled(run(record.view(), positions));
  return { ok: true, value: { how: 'expression', lead: list.value ?? [], sources: reads, readValue } };
}

const refuse = (at: string, reason: string): { ok: false; problems: RowProblem[] } => ({
  ok: false,
  problems: [{ at, reason }],
});

/** What a path reads within the innermost item of its lists. */
const afterLists = (path: Path): Path =>
  path.slice(path.findLastIndex((segment) => segment.kind === 'each') + 1);

/** A copy, so that no draft shares a list or an object with its source. */
function copyFilled(value: JsonValue | undefined): Result<JsonValue | undefined> {
  if (!isFilled(value)) return ok(undefined);
  return typeof value === 'object' ? copyJson(value) : ok(value);
}

/** The value itself when it is filled. */
export function onlyFilled(value: Result<JsonValue | undefined>): Result<JsonValue | undefined> {
  return value.ok && !isFilled(value.value) ? ok(undefined) : value;
}

import type { ErrorDetail } from '../app-error.ts';
import { fail, ok, type Result } from '../result.ts';
import { compileCondition } from './compile-condition.ts';
import { compileTransforms } from './compile-transforms.ts';
import type { FieldRow } from './definition.ts';
import { bindPath, listPrefixes, type Path, parsePath } from './path.ts';
import { readPlace } from './read-place.ts';
import { createRowRun, type RowPlan, type RowRun } from './row-run.ts';

/** A row made ready: its paths for the checks across rows, and what it does to one record. */
export type CompiledRow = { to: Path; from: Path | undefined; run: RowRun };

/** Compiles one row, numbered from 1; on failure every problem with its JSON pointer. */
export function compileRow(
  row: FieldRow,
  number: number,
): { ok: true; value: CompiledRow } | { ok: false; errors: ErrorDetail[] } {
  const errors: ErrorDetail[] = [];
  const pointer = `/fields/${number - 1}`;
  const note = (at: string, reason: string) =>
    errors.push({
      pointer: `${pointer}${at}`,
      code: 'mapping.definition_invalid',
      detail: `row ${number}: ${reason}`,
    });
  const take = <Value>(at: string, result: Result<Value>, instead: Value): Value => {
    if (result.ok) return result.value;
    note(at, result.reason);
    return instead;
  };

  const to = take<Path>('/to', parsePath(row.to), []);
  if (to.some((segment) => segment.kind === 'index')) note('/to', 'a target takes [*] but no fixed position');
  const spelt = row.from === undefined ? [] : typeof row.from === 'string' ? [row.from] : row.from;
  const sources = spelt.map((text) => take<Path>('/from', parsePath(text), []));
  const [first] = sources;
  if (first === undefined && listPrefixes(to).length > 0) note('/to', 'a const cannot fill a list');
  const lists = first === undefined ? [] : listPrefixes(first);
  if (sources.some((path) => listPrefixes(path).join() !== lists.join()))
    note('/from', 'the sources go over different lists');

  const condition =
    row.when === undefined
      ? undefined
      : { path: take<Path>('/when/from', parsePath(row.when.from), []), test: compileCondition(row.when) };
  if (condition !== undefined && listPrefixes(condition.path).some((list, depth) => lists[depth] !== list)) {
    note('/when/from', 'the condition goes over another list than from');
  }

  if (condition !== undefined && listPrefixes(condition.path).length > 0 && to.at(-1)?.kind === 'each') {
    note('/when/from', 'a condition per element would leave holes in a list of values');
  }

  const looked: Path[] = [];
  const transforms = compileTransforms(row.transform ?? [], (text) => {
    const path = parsePath(text);
    if (!path.ok) return path;
    if (listPrefixes(path.value).some((list, depth) => lists[depth] !== list))
      return fail(`${text} goes over another list than from`);
    looked.push(path.value);
    return ok((source, positions) => readPlace(source, bindPath(path.value, positions)));
  });
  if (!transforms.ok) note(`/transform/${transforms.position ?? 0}`, transforms.reason);

  if (errors.length > 0 || !transforms.ok) return { ok: false, errors };
  const plan: RowPlan = {
    number,
    to,
    sources,
    looked,
    constant: row.const,
    fallback: row.default,
    isRequired: row.required === true,
    isJoined: typeof row.from !== 'string',
    condition,
    apply: transforms.value,
  };
  return { ok: true, value: { to, from: first, run: createRowRun(plan) } };
}

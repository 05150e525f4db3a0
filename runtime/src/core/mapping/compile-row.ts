import type { ErrorDetail } from '../app-error.ts';
import { fail, ok, type Result } from '../result.ts';
import { compileCondition } from './compile-condition.ts';
import { compileOrigin, onlyFilled } from './compile-origin.ts';
import { compileTransforms } from './compile-transforms.ts';
import type { FieldRow } from './definition.ts';
import { listPrefixes, type Path, parsePath } from './path.ts';
import { createPathReader } from './read-steps.ts';
import type { ReadValue, RowRun } from './row-plan.ts';
import { createRowRun } from './row-run.ts';
import type { Apply } from './transforms/transform.ts';

/** A row made ready: its paths for the checks across rows, and what it does to one record. */
export type CompiledRow = { to: Path; lead: Path; run: RowRun };

/** Compiles one row, numbered from 1; on failure every problem with its JSON pointer. */
export function compileRow(
  row: FieldRow,
  number: number,
): { ok: true; value: CompiledRow } | { ok: false; errors: ErrorDetail[] } {
  const errors: ErrorDetail[] = [];
  const note = (at: string, reason: string) =>
    errors.push({
      pointer: `/fields/${number - 1}${at}`,
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
  const origin = compileOrigin(row, to);
  for (const { at, reason } of origin.ok ? [] : origin.problems) note(at, reason);
  const lists = origin.ok ? listPrefixes(origin.value.lead) : [];
  const goesAlong = (path: Path) => listPrefixes(path).every((list, depth) => lists[depth] === list);

  const condition =
    row.when === undefined
      ? undefined
      : { path: take<Path>('/when/from', parsePath(row.when.from), []), test: compileCondition(row.when) };
  if (condition !== undefined && origin.ok && !goesAlong(condition.path))
    note('/when/from', 'the condition goes over another list than from');
  if (condition !== undefined && listPrefixes(condition.path).length > 0 && to.at(-1)?.kind === 'each')
    note('/when/from', 'a condition per element would leave holes in a list of values');

  const looked: Path[] = [];
  const transforms = compileTransforms(row.transform ?? [], (text) => {
    const path = parsePath(text);
    if (!path.ok) return path;
    if (!goesAlong(path.value)) return fail(`${text} goes over another list than from`);
    looked.push(path.value);
    return ok(createPathReader(path.value));
  });
  if (!transforms.ok) note(`/transform/${transforms.position ?? 0}`, transforms.reason);

  if (errors.length > 0 || !transforms.ok || !origin.ok) return { ok: false, errors };
  const run = createRowRun({
    ...origin.value,
    number,
    to,
    looked,
    readValue: transformed(
      origin.value.readValue,
      row.transform === undefined ? undefined : transforms.value,
    ),
    fallback: row.default,
    isRequired: row.required === true,
    condition,
  });
  return { ok: true, value: { to, lead: origin.value.lead, run } };
}

function transformed(readValue: ReadValue, apply: Apply | undefined): ReadValue {
  if (apply === undefined) return readValue;
  return (here, record, positions) => {
    const read = readValue(here, record, positions);
    if (!read.ok || read.value === undefined) return read;
    return onlyFilled(apply(read.value, record.source, positions));
  };
}

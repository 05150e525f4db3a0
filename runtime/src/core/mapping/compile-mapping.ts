import type { ErrorDetail } from '../app-error.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { type CompiledRow, compileRow } from './compile-row.ts';
import { MappingDefinition } from './definition.ts';
import { toJsonPointer } from './json-pointer.ts';
import { createListAlignment } from './list-alignment.ts';
import type { RowRefusal, TracedWrite } from './row-plan.ts';
import { openRecord } from './source-record.ts';
import { createTargetShape } from './target-shape.ts';

/** What the rows made of one record. A draft with refusals must not be used. */
export type MappingRun = { draft: JsonObject; refusals: RowRefusal[] };

/** A run that also tells every value that was written, in order: of two at one place the later one stands. */
export type MappingTrace = MappingRun & { writes: TracedWrite[] };

/** A mapping whose rows are plain closures; deterministic, and the source is never changed. */
export type CompiledMapping = {
  readonly definition: MappingDefinition;
  run(source: JsonValue): MappingRun;
  /** The same rows over the same source, watched; for lineage. */
  trace(source: JsonValue): MappingTrace;
};

/** A compiled mapping, or every problem of the definition with its JSON pointer and row number. */
export type MappingCompilation =
  | { ok: true; value: CompiledMapping }
  | { ok: false; reason: string; errors: ErrorDetail[] };

/** Parses a definition and compiles its rows, without eval: every path, transform and list is checked here. */
export function compileMapping(input: unknown): MappingCompilation {
  const parsed = MappingDefinition.safeParse(input);
  if (!parsed.success) {
    return refuse(
      parsed.error.issues.map((issue) =>
        problem(toJsonPointer(issue.path), describe(issue.path, issue.message)),
      ),
    );
  }
  const definition = parsed.data;
  const rows: CompiledRow[] = [];
  const errors: ErrorDetail[] = [];
  const shape = createTargetShape();
  const alignment = createListAlignment();
  for (const [at, field] of definition.fields.entries()) {
    const number = at + 1;
    const compiled = compileRow(field, number);
    if (!compiled.ok) {
      errors.push(...compiled.errors);
      continue;
    }
    const { to, lead } = compiled.value;
    const claimed = shape.claim(to, number);
    if (!claimed.ok) errors.push(problem(`/fields/${at}/to`, `row ${number}: ${claimed.reason}`));
    const aligned = alignment.claim(to, lead, number);
    const member = field.expression === undefined ? 'from' : 'each';
    if (!aligned.ok) errors.push(problem(`/fields/${at}/${member}`, `row ${number}: ${aligned.reason}`));
    rows.push(compiled.value);
  }
  if (errors.length > 0) return refuse(errors);
  const run = (source: JsonValue, observe?: (write: TracedWrite) => void): MappingRun => {
    const draft: JsonObject = {};
    const refusals: RowRefusal[] = [];
    const record = openRecord(source);
    for (const row of rows) row.run(record, draft, refusals, observe);
    return { draft, refusals };
  };
  const trace = (source: JsonValue): MappingTrace => {
    const writes: TracedWrite[] = [];
    return { ...run(source, (write) => writes.push(write)), writes };
  };
  return { ok: true, value: { definition, run: (source) => run(source), trace } };
}

const problem = (pointer: string, detail: string): ErrorDetail => ({
  pointer,
  code: 'mapping.definition_invalid',
  detail,
});

const refuse = (errors: ErrorDetail[]): MappingCompilation => ({
  ok: false,
  reason: errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '),
  errors,
});

function describe(path: readonly PropertyKey[], message: string): string {
  const [field, at] = path;
  return field === 'fields' && typeof at === 'number' ? `row ${at + 1}: ${message}` : message;
}

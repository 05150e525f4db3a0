import { type CelProgram, createCel } from '../../cel/create-cel.ts';
import type { JsonValue } from '../../json.ts';
import { fail, ok, type Result } from '../../result.ts';
import { bindPath, type Path, type Place } from '../path.ts';
import { collectReads, type ExpressionRead } from './collect-reads.ts';
import { fromCel } from './from-cel.ts';
import { expressionLanguage } from './language.ts';

const compileOverRecord = createCel(expressionLanguage(false));
const compileOverList = createCel(expressionLanguage(true));
/** CEL types of what can be JSON; what is beneath `dyn` is looked at when it runs. */
const JSON_TYPE = /^(string|int|bool|dyn|null|list(<.*>)?|map(<string, .*>)?)$/;
/** No field is longer. */
const TEXT_LENGTH_MAX = 20_000;

/** An expression made ready. `view` is the record as `toCel` makes it. */
export type CompiledExpression = {
  /** The paths that it reads; those of the element go on from the list that the row follows. */
  reads: readonly Path[];
  /** Undefined where the record lacks something that it asks for. */
  run(view: unknown, positions: readonly number[]): Result<JsonValue | undefined>;
};

/** Type-checks an expression, over the elements of the list `each` if there is one; fails with the reason and the character. */
export function compileExpression(text: string, each: Path | undefined): Result<CompiledExpression> {
  const program = each === undefined ? compileOverRecord(text) : compileOverList(text);
  if (!program.ok) return program;
  const { type, ast } = program.value;
  if (!JSON_TYPE.test(type)) return fail(`gives ${type}, which no field can hold`);
  const reads = collectReads(ast);
  if (!reads.ok) return reads;
  return ok({
    reads: pathsOf(reads.value, each ?? []),
    run: (view, positions) => run(program.value, variablesOf(view, each, positions)),
  });
}

/** Each path once. */
function pathsOf(reads: readonly ExpressionRead[], each: Path): Path[] {
  const paths = reads.map(({ root, path }): Path => (root === 'source' ? path : [...each, ...path]));
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}

function variablesOf(view: unknown, each: Path | undefined, positions: readonly number[]): object {
  if (each === undefined) return { source: view };
  return {
    source: view,
    item: elementAt(view, bindPath(each, positions)),
    index: BigInt(positions.at(-1) ?? 0),
  };
}

/** The view has lists and objects where the record has them, so the steps are known to exist. */
function elementAt(view: unknown, place: Place): unknown {
  let here = view;
  for (const step of place) here = Object(here)[step];
  return here ?? null;
}

function run(program: CelProgram, variables: object): Result<JsonValue | undefined> {
  const outcome = program.run(variables);
  if (!outcome.ok) return outcome.isAbsent ? ok(undefined) : fail(outcome.reason);
  if (typeof outcome.value === 'string' && outcome.value.length > TEXT_LENGTH_MAX)
    return fail(`is longer than ${TEXT_LENGTH_MAX} characters`);
  return fromCel(outcome.value);
}

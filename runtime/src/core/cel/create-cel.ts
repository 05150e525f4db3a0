import {
  TypeError as CelTypeError,
  Environment,
  EvaluationError,
  ParseError,
  type ParseResult,
} from '@marcbachmann/cel-js';
import { ok } from '../result.ts';
import { isAbsence } from './absence.ts';
import type { CelNode } from './cel-node.ts';
import { type CelProblem, type CelSpan, type CelSyntax, checkSyntax } from './check-syntax.ts';
import { expandFirstOf, type FirstOf } from './first-of.ts';

const LIMITS = { maxDepth: 32, maxAstNodes: 1000, maxListElements: 200 };

/** A function of a language: its CEL signature (`add(string, string): string`) and what it does; it may throw a `CelRefusal`. */
export type CelFunction = { signature: string; run: (...args: never[]) => unknown };

/** What a text may name, by name: types are CEL's, or the names of `types`, whose fields are told there. */
export type CelLanguage = {
  syntax: CelSyntax;
  variables: Readonly<Record<string, string>>;
  types?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  functions?: readonly CelFunction[];
  firstOf?: FirstOf;
};

/** What came of a run. `isAbsent` says that it failed only because the data lacks what was asked for. */
export type CelOutcome = { ok: true; value: unknown } | { ok: false; reason: string; isAbsent: boolean };

/** A text that was type-checked and terminates by language; `type` is CEL's. `bareCopy` of the variables spares a copy a run. */
export type CelProgram = { type: string; ast: CelNode; run(variables: object): CelOutcome };

/**
 * A program, or why the text is none: the reason with its character, where it stands, and the name that nothing bears
 * where that is what is wrong.
 */
export type CelCompilation =
  | { ok: true; value: CelProgram }
  | { ok: false; reason: string; span?: CelSpan; unknownName?: string };

/** Why a function of ours refuses its arguments, safe to show. */
export class CelRefusal extends Error {}

/**
 * A compiler of texts in one language on CEL (github.com/google/cel-spec). It fails with the reason and the
 * character, counted from 1, where a text is wrong.
 */
export function createCel(language: CelLanguage): (text: string) => CelCompilation {
  const environment = new Environment({ limits: LIMITS });
  for (const [name, fields] of Object.entries(language.types ?? {}))
    environment.registerType(name, { fields: { ...fields } });
  for (const [name, type] of Object.entries(language.variables)) environment.registerVariable(name, type);
  for (const { signature, run } of language.functions ?? []) environment.registerFunction(signature, run);
  if (language.firstOf !== undefined) registerFirstOf(environment, language.firstOf);
  return (text) => {
    try {
      const parsed = environment.parse(text);
      const checked = parsed.check();
      if (checked.error !== undefined) return refuse(checked.error, text);
      const problem = checkSyntax(parsed.ast, language.syntax);
      if (problem !== undefined) return refuseSyntax(problem);
      return ok({
        type: checked.type ?? 'of no type',
        ast: parsed.ast,
        run: (data) => evaluate(parsed, data),
      });
    } catch (error) {
      return refuse(error, text);
    }
  };
}

const refuseSyntax = ({ reason, span }: CelProblem): CelCompilation => ({
  ok: false,
  reason: `${reason} at character ${span.start + 1}`,
  span,
});

/** How the engine says that a text names what is not there. */
const UNKNOWN: ReadonlySet<string> = new Set(['unknown_variable', 'no_such_key']);

function refuse(error: unknown, text: string): CelCompilation {
  const reason = describe(error);
  if (!(error instanceof ParseError || error instanceof CelTypeError) || error.range === undefined)
    return { ok: false, reason };
  const { start, end } = error.range;
  const unknownName = UNKNOWN.has(error.code) ? { unknownName: text.slice(start, end) } : {};
  return { ok: false, reason, span: { start, end }, ...unknownName };
}

function registerFirstOf(environment: Environment, firstOf: FirstOf): void {
  for (let count = 1; count <= firstOf.argumentsMax; count++) {
    const kinds = Array(count).fill('ast').join(', ');
    environment.registerFunction(`${firstOf.name}(${kinds}): dyn`, expandFirstOf(firstOf));
  }
}

/** Variables without a prototype, so that a text names nothing that was not put there. */
export const bareCopy = (variables: object): object => Object.assign(Object.create(null), variables);

const isBare = (variables: object): boolean => Object.getPrototypeOf(variables) === null;

function evaluate(program: ParseResult, variables: object): CelOutcome {
  try {
    return { ok: true, value: program(isBare(variables) ? variables : bareCopy(variables)) };
  } catch (error) {
    return { ok: false, reason: describe(error), isAbsent: isAbsence(error) };
  }
}

function describe(error: unknown): string {
  if (error instanceof CelRefusal) return error.message;
  if (error instanceof ParseError || error instanceof CelTypeError || error instanceof EvaluationError) {
    return error.range === undefined
      ? error.summary
      : `${error.summary} at character ${error.range.start + 1}`;
  }
  // Whatever else the engine throws is no reason to approve or to fill a field, and none to stop a job either.
  return 'the engine failed';
}

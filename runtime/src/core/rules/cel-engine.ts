import {
  type ASTNode,
  TypeError as CelTypeError,
  Environment,
  EvaluationError,
  ParseError,
  type ParseResult,
} from '@marcbachmann/cel-js';
import { fail, ok, type Result } from '../result.ts';
import { checkCondition } from './check-condition.ts';
import type { ClauseValue, RuleEngine } from './rule-engine.ts';
import { FACT_TYPES, LINE_FACT_TYPES, type RuleFacts } from './rule-facts.ts';

const LIMITS = { maxDepth: 32, maxAstNodes: 1000, maxListElements: 200 };

/** The engine on CEL (github.com/google/cel-spec): terminates by language, type-checked when compiled. */
export function createCelEngine(): RuleEngine {
  const environment = new Environment({ limits: LIMITS }).registerType('Line', {
    fields: { ...LINE_FACT_TYPES },
  });
  for (const [name, type] of Object.entries(FACT_TYPES)) environment.registerVariable(name, type);

  return {
    compile(condition) {
      const parsed = parse(environment, condition);
      if (!parsed.ok) return parsed;
      const clauses: { text: string; run: ParseResult }[] = [];
      for (const text of splitClauses(parsed.value.ast)) {
        const clause = parse(environment, text);
        if (!clause.ok) return clause;
        clauses.push({ text, run: clause.value });
      }
      return ok({
        evaluate: (facts) => evaluate(parsed.value, facts),
        explain(facts) {
          const values: ClauseValue[] = [];
          for (const { text, run } of clauses) {
            const value = evaluate(run, facts);
            if (!value.ok) return value;
            values.push({ text, value: value.value });
          }
          return ok(values);
        },
      });
    },
  };
}

function parse(environment: Environment, condition: string): Result<ParseResult> {
  try {
    const parsed = environment.parse(condition);
    const checked = parsed.check();
    if (checked.error !== undefined) return fail(describe(checked.error));
    if (checked.type !== 'bool')
      return fail(`is ${checked.type ?? 'of no type'} and not true or false at character 1`);
    const problem = checkCondition(parsed.ast);
    return problem === undefined ? ok(parsed) : fail(`${problem.reason} at character ${problem.start + 1}`);
  } catch (error) {
    return fail(describe(error));
  }
}

function evaluate(run: ParseResult, facts: RuleFacts): Result<boolean> {
  try {
    const value: unknown = run(Object.assign(Object.create(null), facts));
    return typeof value === 'boolean' ? ok(value) : fail('gives no true or false');
  } catch (error) {
    return fail(describe(error));
  }
}

function describe(error: unknown): string {
  if (error instanceof ParseError || error instanceof CelTypeError || error instanceof EvaluationError) {
    return error.range === undefined
      ? error.summary
      : `${error.summary} at character ${error.range.start + 1}`;
  }
  // Whatever else the engine throws is no reason to approve, and none to stop a job either.
  return 'the engine failed';
}

/** The texts between the outermost `&&`. */
function splitClauses(node: ASTNode): string[] {
  if (node.op === '&&') return node.args.flatMap(splitClauses);
  return [node.input.slice(node.range.start, node.range.end)];
}

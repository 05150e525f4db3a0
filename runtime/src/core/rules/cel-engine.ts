import type { CelNode } from '../cel/cel-node.ts';
import { type CelProgram, createCel } from '../cel/create-cel.ts';
import { fail, ok, type Result } from '../result.ts';
import { CONDITION_SYNTAX } from './condition-syntax.ts';
import type { ClauseValue, RuleEngine } from './rule-engine.ts';
import { FACT_TYPES, LINE_FACT_TYPES, type RuleFacts } from './rule-facts.ts';

/** The engine on CEL: conditions over the facts of an invoice. */
export function createCelEngine(): RuleEngine {
  const compile = createCel({
    syntax: CONDITION_SYNTAX,
    types: { Line: LINE_FACT_TYPES },
    variables: FACT_TYPES,
  });
  const compileBoolean = (text: string): Result<CelProgram> => {
    const program = compile(text);
    if (!program.ok || program.value.type === 'bool') return program;
    return fail(`is ${program.value.type} and not true or false at character 1`);
  };

  return {
    compile(condition) {
      const program = compileBoolean(condition);
      if (!program.ok) return program;
      const clauses: { text: string; program: CelProgram }[] = [];
      for (const text of splitClauses(program.value.ast)) {
        const clause = compileBoolean(text);
        if (!clause.ok) return clause;
        clauses.push({ text, program: clause.value });
      }
      return ok({
        evaluate: (facts) => evaluate(program.value, facts),
        explain(facts) {
          const values: ClauseValue[] = [];
          for (const clause of clauses) {
            const value = evaluate(clause.program, facts);
            if (!value.ok) return value;
            values.push({ text: clause.text, value: value.value });
          }
          return ok(values);
        },
      });
    },
  };
}

function evaluate(program: CelProgram, facts: RuleFacts): Result<boolean> {
  const outcome = program.run(facts);
  if (!outcome.ok) return fail(outcome.reason);
  return typeof outcome.value === 'boolean' ? ok(outcome.value) : fail('gives no true or false');
}

/** The texts between the outermost `&&`. */
function splitClauses(node: CelNode): string[] {
  if (node.op === '&&') return node.args.flatMap(splitClauses);
  return [node.input.slice(node.range.start, node.range.end)];
}

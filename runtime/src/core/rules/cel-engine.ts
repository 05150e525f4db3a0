import { type CelNode, partsOf } from '../cel/cel-node.ts';
import { bareCopy, type CelCompilation, type CelProgram, createCel } from '../cel/create-cel.ts';
import { textOf } from '../cel/text-of.ts';
import { fail, ok, type Result } from '../result.ts';
import { CONDITION_SYNTAX } from './condition-syntax.ts';
import { constantOf } from './constant-of.ts';
import { nodeToForm } from './form/node-to-form.ts';
import { readLineTests } from './form/read-line-tests.ts';
import { findHidden } from './hidden-characters.ts';
import type { ClauseValue, RuleEngine } from './rule-engine.ts';
import { FACT_TYPES, LINE_FACT_TYPES, type RuleFacts } from './rule-facts.ts';
import { suggestFact } from './suggest-fact.ts';

/** The engine on CEL: conditions over the facts of an invoice. */
export function createCelEngine(): RuleEngine {
  const compile = createCel({
    syntax: CONDITION_SYNTAX,
    types: { Line: LINE_FACT_TYPES },
    variables: FACT_TYPES,
  });
  const bareFacts = copyOnce();
  const evaluate = (program: CelProgram, facts: RuleFacts) => run(program, bareFacts(facts));
  const compileBoolean = (text: string): CelCompilation => {
    const hidden = findHidden(text);
    if (hidden !== undefined) return { ok: false, reason: refuseHidden(hidden.start), span: hidden };
    const program = compile(text);
    if (!program.ok) return withSuggestion(program);
    if (program.value.type === 'bool') return program;
    const reason = `is ${program.value.type} and not true or false at character 1`;
    return { ok: false, reason, span: { start: 0, end: text.length } };
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
      const parts = partsOf(program.value.ast);
      return ok({
        form: nodeToForm(program.value.ast),
        facts: factsOf(program.value.ast),
        lineTests: readLineTests(parts),
        clauseFacts: clauses.map((clause) => factsOf(clause.program.ast)),
        mayDivideByZero: parts.some(
          ({ op, args }) => (op === '/' || op === '%') && constantOf(args[1]) === undefined,
        ),
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

const refuseHidden = (at: number): string =>
  `holds a character that nobody sees at character ${at + 1}; write it as an escape such as \\u202e`;

function withSuggestion(refused: Extract<CelCompilation, { ok: false }>): CelCompilation {
  const name = refused.unknownName;
  const known = name === undefined ? undefined : suggestFact(name);
  return known === undefined ? refused : { ...refused, reason: `${refused.reason}; did you mean ${known}?` };
}

/** The copy that conditions are run over, one for all that are asked of the same facts: to make it takes longer than most of them. */
function copyOnce(): (facts: RuleFacts) => object {
  let last: { facts: RuleFacts; copy: object } | undefined;
  return (facts) => {
    if (last?.facts !== facts) last = { facts, copy: bareCopy(facts) };
    return last.copy;
  };
}

function run(program: CelProgram, facts: object): Result<boolean> {
  const outcome = program.run(facts);
  if (!outcome.ok) return fail(outcome.reason);
  return typeof outcome.value === 'boolean' ? ok(outcome.value) : fail('gives no true or false');
}

const factsOf = (node: CelNode): ReadonlySet<string> =>
  new Set(partsOf(node).flatMap(({ op, args }) => (op === 'id' && isFact(args) ? [args] : [])));

const isFact = (name: string): boolean => Object.hasOwn(FACT_TYPES, name);

/** The texts between the outermost `&&`. */
function splitClauses(node: CelNode): string[] {
  if (node.op === '&&') return node.args.flatMap(splitClauses);
  return [textOf(node)];
}

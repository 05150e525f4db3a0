import { type CelNode, partsOf } from '../../cel/cel-node.ts';
import { COMPREHENSIONS } from '../../cel/check-syntax.ts';
import { LINE_FACTS } from '../fact-catalogue.ts';
import type { LineTest } from '../rule-engine.ts';
import { lineToForm } from './node-to-form.ts';

/** What parts of a condition ask of single lines; `all` asks it of every line, each other call of some. */
export function readLineTests(parts: readonly CelNode[]): LineTest[] {
  return parts.flatMap((node): LineTest[] => {
    if (node.op !== 'rcall' || !COMPREHENSIONS.has(node.args[0])) return [];
    const [call, list, [variable, test]] = node.args;
    if (list.op !== 'id' || list.args !== 'lines' || variable?.op !== 'id' || test === undefined) return [];
    const scope = call === 'all' ? 'every_line' : 'any_line';
    return [{ scope, form: lineToForm(test, scope, variable.args), facts: factsOf(test, variable.args) }];
  });
}

const factsOf = (test: CelNode, line: string): ReadonlySet<string> =>
  new Set(
    partsOf(test).flatMap((node) => {
      if (node.op !== '.') return [];
      const [owner, name] = node.args;
      return owner.op === 'id' && owner.args === line && Object.hasOwn(LINE_FACTS, name) ? [name] : [];
    }),
  );

import type { CelNode } from '../../cel/cel-node.ts';
import { textOf } from '../../cel/text-of.ts';
import { constantOf } from '../constant-of.ts';
import { type Fact, type FactScope, findFact } from '../fact-catalogue.ts';
import type { Comparison, ConditionForm, ConditionPart, OPERATORS } from './condition-form.ts';

/** A parsed condition as a form; what the form has no row for stays text. */
export const nodeToForm = (node: CelNode): ConditionForm => toForm(node, readComparison);

/** What is asked of one line, where the condition calls it so, as a form. */
export const lineToForm = (node: CelNode, scope: FactScope, line: string): ConditionForm =>
  toForm(node, (part) => readTest(part, scope, line));

type Read = (node: CelNode) => Comparison | undefined;

function toForm(node: CelNode, read: Read): ConditionForm {
  const part = toPart(node, read);
  return part.kind === 'all' || part.kind === 'any' ? part : { kind: 'all', parts: [part] };
}

function toPart(node: CelNode, read: Read): ConditionPart {
  if (node.op === '&&' || node.op === '||') {
    const parts = operandsOf(node, node.op).map((operand) => toPart(operand, read));
    return { kind: node.op === '&&' ? 'all' : 'any', parts };
  }
  if (node.op === 'value' && typeof node.args === 'boolean')
    return { kind: node.args ? 'all' : 'any', parts: [] };
  return read(node) ?? { kind: 'advanced', text: textOf(node) };
}

function operandsOf(node: CelNode, operator: '&&' | '||'): CelNode[] {
  return node.op === operator ? node.args.flatMap((operand) => operandsOf(operand, operator)) : [node];
}

function readComparison(node: CelNode): Comparison | undefined {
  if (node.op !== 'rcall' || !(node.args[0] === 'exists' || node.args[0] === 'all'))
    return readTest(node, 'invoice', undefined);
  const [call, list, [variable, test]] = node.args;
  if (list.op !== 'id' || list.args !== 'lines' || variable?.op !== 'id' || test === undefined)
    return undefined;
  return readTest(test, call === 'exists' ? 'any_line' : 'every_line', variable.args);
}

function readTest(node: CelNode, scope: FactScope, line: string | undefined): Comparison | undefined {
  const subjectOf = (part: CelNode | undefined) => readSubject(part, scope, line);
  switch (node.op) {
    case 'id':
    case '.':
      return yesNo(subjectOf(node), 'is');
    case '!_':
      return node.args.op === 'in'
        ? membership(subjectOf(node.args.args[0]), 'not_in', node.args.args[1])
        : yesNo(subjectOf(node.args), 'is_not');
    case 'in':
      return membership(subjectOf(node.args[0]), 'in', node.args[1]);
    case 'rcall':
      return call(subjectOf(node.args[1]), node.args[0], node.args[2]);
    case '>':
    case '>=':
    case '<':
    case '<=':
    case '==':
    case '!=':
      return relation(subjectOf(node.args[0]), node.op, node.args[1]);
    default:
      return undefined;
  }
}

type Subject = { place: { kind: 'comparison'; scope: FactScope; fact: string }; fact: Fact };

function readSubject(
  node: CelNode | undefined,
  scope: FactScope,
  line: string | undefined,
): Subject | undefined {
  const name = node === undefined ? undefined : nameOf(node, line);
  const fact = name === undefined ? undefined : findFact(scope, name);
  if (name === undefined || fact === undefined) return undefined;
  return { place: { kind: 'comparison', scope, fact: name }, fact };
}

function nameOf(node: CelNode, line: string | undefined): string | undefined {
  if (line === undefined) return node.op === 'id' ? node.args : undefined;
  if (node.op !== '.') return undefined;
  const [owner, name] = node.args;
  return owner.op === 'id' && owner.args === line ? name : undefined;
}

function yesNo(subject: Subject | undefined, operator: 'is' | 'is_not'): Comparison | undefined {
  if (subject?.fact.unit !== 'yes_no') return undefined;
  return { ...subject.place, operator, value: null };
}

function membership(
  subject: Subject | undefined,
  operator: 'in' | 'not_in',
  list: CelNode,
): Comparison | undefined {
  if (subject?.fact.unit !== 'text' || list.op !== 'list') return undefined;
  const value = list.args.map(stringOf).filter((text) => text !== undefined);
  return value.length === list.args.length ? { ...subject.place, operator, value } : undefined;
}

function call(
  subject: Subject | undefined,
  name: string,
  [argument]: readonly CelNode[],
): Comparison | undefined {
  const value = argument === undefined ? undefined : stringOf(argument);
  if (subject?.fact.unit !== 'text' || value === undefined) return undefined;
  return name === 'startsWith' || name === 'endsWith' || name === 'contains'
    ? { ...subject.place, operator: name, value }
    : undefined;
}

function relation(
  subject: Subject | undefined,
  operator: (typeof OPERATORS.number)[number],
  node: CelNode,
): Comparison | undefined {
  if (subject === undefined) return undefined;
  const text = stringOf(node);
  if (text !== undefined && (operator === '==' || operator === '!='))
    return { ...subject.place, operator, value: text };
  const value = constantOf(node);
  return value === undefined ? undefined : { ...subject.place, operator, value };
}

const stringOf = (node: CelNode): string | undefined =>
  node.op === 'value' && typeof node.args === 'string' ? node.args : undefined;

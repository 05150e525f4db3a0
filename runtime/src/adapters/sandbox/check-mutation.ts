import type { AnyNode, Program } from 'acorn';
import { findingAt, type ScriptFinding } from './script-finding.ts';
import { walkSyntax } from './walk-syntax.ts';

const MUTATORS = new Set(
  'add clear copyWithin delete fill pop push reverse set shift sort splice unshift'.split(' '),
);
const OBJECT_MUTATORS = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf']);

/**
 * Findings where a module-level name is written to. It looks at names and not at what they alias, and passes over
 * names that an inner scope declares again: what it misses throws when it runs, since the sandbox freezes these values.
 */
export function checkMutation(program: Program): ScriptFinding[] {
  const shared = listShared(program);
  const findings: ScriptFinding[] = [];
  for (const node of walkSyntax(program)) {
    const name = nameWritten(node);
    if (name === undefined || !shared.has(name)) continue;
    findings.push(findingAt(node, 'state', `${name} is shared by all records and cannot be changed`));
  }
  return findings;
}

function listShared(program: Program): Set<string> {
  const outer = new Map<string, AnyNode>();
  for (const statement of program.body) {
    if (statement.type === 'FunctionDeclaration') outer.set(statement.id.name, statement.id);
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id } of statement.declarations) if (id.type === 'Identifier') outer.set(id.name, id);
  }
  const shared = new Set(outer.keys());
  for (const node of walkSyntax(program)) {
    for (const bound of listBound(node)) if (outer.get(bound.name) !== bound) shared.delete(bound.name);
  }
  return shared;
}

function listBound(node: AnyNode): Extract<AnyNode, { type: 'Identifier' }>[] {
  switch (node.type) {
    case 'VariableDeclarator':
      return identifiersOf(node.id);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return [...(node.id ? [node.id] : []), ...node.params.flatMap(identifiersOf)];
    case 'ArrowFunctionExpression':
      return node.params.flatMap(identifiersOf);
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id ? [node.id] : [];
    case 'CatchClause':
      return node.param ? identifiersOf(node.param) : [];
    default:
      return [];
  }
}

function identifiersOf(pattern: AnyNode): Extract<AnyNode, { type: 'Identifier' }>[] {
  return [...walkSyntax(pattern)].filter((node) => node.type === 'Identifier');
}

function nameWritten(node: AnyNode): string | undefined {
  switch (node.type) {
    case 'AssignmentExpression':
      return rootOf(node.left);
    case 'UpdateExpression':
      return rootOf(node.argument);
    case 'UnaryExpression':
      return node.operator === 'delete' ? rootOf(node.argument) : undefined;
    case 'CallExpression': {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined;
      const verb = callee.property.name;
      if (MUTATORS.has(verb)) return rootOf(callee.object);
      const [target] = node.arguments;
      const isOnObject = callee.object.type === 'Identifier' && callee.object.name === 'Object';
      return isOnObject && OBJECT_MUTATORS.has(verb) && target !== undefined ? rootOf(target) : undefined;
    }
    default:
      return undefined;
  }
}

/** `a` of `a`, `a.b` and `a.b[0]`. */
function rootOf(node: AnyNode): string | undefined {
  let inner = node;
  while (inner.type === 'MemberExpression') inner = inner.object;
  return inner.type === 'Identifier' ? inner.name : undefined;
}

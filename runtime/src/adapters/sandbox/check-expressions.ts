import type { AnyNode, MemberExpression, Program } from 'acorn';
import { findingAt, type ScriptFinding } from './script-finding.ts';
import { walkSyntax } from './walk-syntax.ts';

const COMPILERS = new Set(['eval', 'Function']);

/** Findings about what no part of a script may do: compile code, load modules, wait, or use chance. */
export function checkExpressions(program: Program): ScriptFinding[] {
  const names = new Set<AnyNode>();
  const findings: ScriptFinding[] = [];
  for (const node of walkSyntax(program)) {
    // A key such as `{ eval: 1 }` or `row.eval` names a field and not the global.
    if ((node.type === 'Property' || node.type === 'MethodDefinition') && !node.computed) names.add(node.key);
    if (node.type === 'MemberExpression' && !node.computed) names.add(node.property);
    const finding = names.has(node) ? undefined : checkNode(node);
    if (finding !== undefined) findings.push(finding);
  }
  return findings;
}

function checkNode(node: AnyNode): ScriptFinding | undefined {
  switch (node.type) {
    case 'Identifier':
      if (!COMPILERS.has(node.name)) return undefined;
      return findingAt(node, 'compiler', `${node.name} is not available: a mapping cannot make code`);
    case 'ImportExpression':
      return findingAt(node, 'module', 'a mapping cannot import');
    case 'MetaProperty':
      return node.meta.name === 'import'
        ? findingAt(node, 'module', 'a mapping has no import.meta')
        : undefined;
    case 'AwaitExpression':
      return findingAt(node, 'waiting', 'a mapping cannot wait');
    case 'ForOfStatement':
      return node.await ? findingAt(node, 'waiting', 'a mapping cannot wait') : undefined;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.async ? findingAt(node, 'waiting', 'a mapping cannot wait: no async functions') : undefined;
    case 'MemberExpression':
      return isMathRandom(node)
        ? findingAt(node, 'randomness', 'the same record must give the same result')
        : undefined;
    default:
      return undefined;
  }
}

function isMathRandom({ object, property }: MemberExpression): boolean {
  return (
    object.type === 'Identifier' &&
    object.name === 'Math' &&
    ((property.type === 'Identifier' && property.name === 'random') ||
      (property.type === 'Literal' && property.value === 'random'))
  );
}

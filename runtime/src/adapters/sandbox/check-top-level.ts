import type {
  ExportDefaultDeclaration,
  ModuleDeclaration,
  Program,
  Statement,
  VariableDeclaration,
} from 'acorn';
import { isConstant } from './is-constant.ts';
import { findingAt, type ScriptFinding } from './script-finding.ts';

const PARAMETERS_MAX = 3;

/** Findings about what stands at the top level: one default-exported function, constants and functions, no more. */
export function checkTopLevel(program: Program): ScriptFinding[] {
  const findings = program.body.flatMap(checkStatement);
  const defaults = program.body.filter(({ type }) => type === 'ExportDefaultDeclaration');
  if (defaults.length === 0) {
    findings.unshift(
      findingAt(program, 'shape', 'the script needs "export default function map(source, draft, ctx)"'),
    );
  }
  return findings;
}

function checkStatement(statement: Statement | ModuleDeclaration): ScriptFinding[] {
  switch (statement.type) {
    case 'ExportDefaultDeclaration':
      return checkDefault(statement);
    case 'VariableDeclaration':
      return checkVariables(statement);
    case 'FunctionDeclaration':
    case 'EmptyStatement':
      return [];
    case 'ExpressionStatement':
      if (statement.expression.type === 'Literal' && typeof statement.expression.value === 'string')
        return [];
      return [findingAt(statement, 'state', 'only constants and functions stand outside the function')];
    case 'ImportDeclaration':
      return [findingAt(statement, 'module', 'a mapping cannot import')];
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return [findingAt(statement, 'module', 'a mapping exports its default function only')];
    default:
      return [findingAt(statement, 'state', 'only constants and functions stand outside the function')];
  }
}

function checkDefault({ declaration }: ExportDefaultDeclaration): ScriptFinding[] {
  const { type } = declaration;
  if (type !== 'FunctionDeclaration' && type !== 'FunctionExpression' && type !== 'ArrowFunctionExpression') {
    return [findingAt(declaration, 'shape', 'the default export is no function')];
  }
  const findings: ScriptFinding[] = [];
  const name = declaration.id?.name;
  if (name !== undefined && name !== 'map') {
    findings.push(findingAt(declaration, 'shape', `the function is named map or nothing, not ${name}`));
  }
  if (declaration.generator)
    findings.push(findingAt(declaration, 'shape', 'the function cannot be a generator'));
  const rest = declaration.params.find((parameter) => parameter.type === 'RestElement');
  if (declaration.params.length > PARAMETERS_MAX || rest !== undefined) {
    findings.push(findingAt(declaration, 'parameters', 'the function takes at most source, draft and ctx'));
  }
  return findings;
}

function checkVariables(declaration: VariableDeclaration): ScriptFinding[] {
  if (declaration.kind !== 'const') {
    return [
      findingAt(
        declaration,
        'state',
        `${declaration.kind} outside the function would keep state between records`,
      ),
    ];
  }
  return declaration.declarations.flatMap(({ id, init }) => {
    if (id.type !== 'Identifier')
      return [findingAt(id, 'state', 'a constant outside the function has a plain name')];
    if (init && isConstant(init)) return [];
    return [
      findingAt(
        init ?? id,
        'state',
        'a constant outside the function is a literal, a table of literals or a function',
      ),
    ];
  });
}

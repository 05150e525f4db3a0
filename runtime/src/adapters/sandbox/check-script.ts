import { checkExpressions } from './check-expressions.ts';
import { checkMutation } from './check-mutation.ts';
import { checkTopLevel } from './check-top-level.ts';
import { parseScript } from './parse-script.ts';
import type { ScriptFinding } from './script-finding.ts';

/**
 * What keeps a mapping script from being saved, in reading order; empty when nothing does. A script is one
 * default-exported function of at most three parameters, with constants and functions beside it and nothing that
 * could carry state from one record to the next, load code or wait.
 */
export function checkScript(script: string): ScriptFinding[] {
  const parsed = parseScript(script);
  if (!parsed.ok) {
    const { line, column, detail } = parsed;
    return [{ code: 'mapping.script_refused', rule: 'syntax', line, column: column + 1, detail }];
  }
  const { program } = parsed;
  return [...checkTopLevel(program), ...checkExpressions(program), ...checkMutation(program)].toSorted(
    (left, right) => left.line - right.line || left.column - right.column,
  );
}

import type { Node } from 'acorn';

/** Why a script may not be saved, and where: lines and columns count from 1. */
export type ScriptFinding = {
  code: 'mapping.script_refused';
  /** Which rule it breaks; stable, so that a page can explain it in another language. */
  rule: 'syntax' | 'shape' | 'parameters' | 'module' | 'state' | 'compiler' | 'waiting' | 'randomness';
  line: number;
  column: number;
  detail: string;
};

/** A finding at the beginning of a node. */
export function findingAt(node: Node, rule: ScriptFinding['rule'], detail: string): ScriptFinding {
  const { line, column } = node.loc?.start ?? { line: 1, column: 0 };
  return { code: 'mapping.script_refused', rule, line, column: column + 1, detail };
}

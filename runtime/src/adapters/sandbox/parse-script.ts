import { type AnyNode, type Node, type Program, parse } from 'acorn';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';

/** A script as a syntax tree, or where and why it is none. Lines count from 1, columns from 0. */
export type ParsedScript =
  | { ok: true; program: Program }
  | { ok: false; line: number; column: number; detail: string };

/** Parses a module of bounded length; nesting that the parser cannot hold is refused like wrong syntax. */
export function parseScript(script: string): ParsedScript {
  if (script.length > SANDBOX_LIMITS.scriptMaxChars) {
    const detail = `the script has ${script.length} characters, allowed are ${SANDBOX_LIMITS.scriptMaxChars}`;
    return { ok: false, line: 1, column: 0, detail };
  }
  try {
    return { ok: true, program: parse(script, { ecmaVersion: 2024, sourceType: 'module', locations: true }) };
  } catch (error) {
    if (error instanceof RangeError)
      return { ok: false, line: 1, column: 0, detail: 'the script is nested too deeply' };
    if (!isSyntaxError(error)) throw error;
    const detail = error.message.replace(/ \([0-9]+:[0-9]+\)$/, '');
    return { ok: false, line: error.loc.line, column: error.loc.column, detail };
  }
}

function isSyntaxError(error: unknown): error is SyntaxError & { loc: { line: number; column: number } } {
  return error instanceof SyntaxError && 'loc' in error;
}

/** The node itself and everything below it, outermost first. */
export function* walkSyntax(root: Node): Generator<AnyNode> {
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (Array.isArray(next)) waiting.push(...next.toReversed());
    else if (isNode(next)) {
      yield next;
      waiting.push(...Object.values(next).toReversed());
    }
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

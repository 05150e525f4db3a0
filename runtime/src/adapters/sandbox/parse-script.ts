import { type Program, parse } from 'acorn';
import { SANDBOX_LIMITS } from './sandbox-limits.ts';

/** A script as a syntax tree, or where and why it is none. Lines count from 1, columns from 0. */
export type ParsedScript =
  | { ok: true; program: Program }
  | { ok: false; line: number; column: number; detail: string };

/** Parses a module of bounded length; acorn refuses nesting that it cannot hold like wrong syntax. */
export function parseScript(script: string): ParsedScript {
  if (script.length > SANDBOX_LIMITS.scriptMaxChars) {
    const detail = `the script has ${script.length} characters, allowed are ${SANDBOX_LIMITS.scriptMaxChars}`;
    return { ok: false, line: 1, column: 0, detail };
  }
  try {
    return { ok: true, program: parse(script, { ecmaVersion: 2024, sourceType: 'module', locations: true }) };
  } catch (error) {
    if (!isSyntaxError(error)) throw error;
    const detail = error.message.replace(/ \([0-9]+:[0-9]+\)$/, '');
    return { ok: false, line: error.loc.line, column: error.loc.column, detail };
  }
}

function isSyntaxError(error: unknown): error is SyntaxError & { loc: { line: number; column: number } } {
  return error instanceof SyntaxError && 'loc' in error;
}

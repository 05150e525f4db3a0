import { isAbsence } from './absence.ts';
import type { CelNode } from './cel-node.ts';

/** A call whose value is its first argument that is there and wanted, or its last one; the arguments after it are not run. */
export type FirstOf = { name: string; argumentsMax: number; isWanted(value: unknown): boolean };

type Checker = { check(node: CelNode, context: unknown): unknown; getType(name: string): unknown };
type Runner = { run(node: CelNode, context: unknown): unknown };

/**
 * The call as the engine's macro, since a function would get its arguments only when all of them are there.
 * Null when the data lacks even the last one.
 */
export function expandFirstOf({ isWanted }: FirstOf) {
  return ({ args }: { args: readonly CelNode[] }) => ({
    typeCheck(checker: Checker, _macro: unknown, context: unknown) {
      for (const arg of args) checker.check(arg, context);
      return checker.getType('dyn');
    },
    evaluate(runner: Runner, _macro: unknown, context: unknown) {
      let last: unknown = null;
      for (const arg of args) {
        last = runThere(runner, arg, context);
        if (isWanted(last)) return last;
      }
      return last;
    },
  });
}

function runThere(runner: Runner, node: CelNode, context: unknown): unknown {
  try {
    return runner.run(node, context);
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

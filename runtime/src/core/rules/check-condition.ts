import type { ASTNode } from '@marcbachmann/cel-js';

/** A part of a condition that is refused, and where. */
export type ConditionProblem = { reason: string; start: number };

const COMPREHENSIONS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);

/**
 * Every call that a condition may make. Left out are those that cost too much (`matches` runs JavaScript's
 * backtracking regular expressions), grow text (`bind`, `join`), use binary fractions (`double`) or undo the
 * type check (`dyn`).
 */
const CALLS: ReadonlySet<string> = new Set([
  ...COMPREHENSIONS,
  'contains',
  'endsWith',
  'has',
  'lowerAscii',
  'size',
  'startsWith',
  'trim',
  'upperAscii',
]);
const COMPREHENSIONS_DEEP_MAX = 1;

/** The first thing in a condition that its types allow and we do not; undefined when there is none. */
export function checkCondition(node: ASTNode, depth = 0): ConditionProblem | undefined {
  const start = node.range.start;
  switch (node.op) {
    case 'value':
      if (typeof node.args === 'number') return { reason: 'amounts and rates are whole numbers', start };
      return undefined;
    case 'id':
      return undefined;
    case 'call': {
      const [name, args] = node.args;
      return checkCall(name, start) ?? checkAll(args, depth);
    }
    case 'rcall': {
      const [name, receiver, args] = node.args;
      const inner = COMPREHENSIONS.has(name) ? depth + 1 : depth;
      if (inner > COMPREHENSIONS_DEEP_MAX) {
        return { reason: `${name} stands inside another one: lists may not be nested`, start };
      }
      return checkCall(name, start) ?? checkCondition(receiver, depth) ?? checkAll(args, inner);
    }
    case '.':
      return checkCondition(node.args[0], depth);
    case '.?':
    case '[]':
    case '[?]':
    case 'map':
      return { reason: 'a rule takes no positions and no maps', start };
    case '!_':
    case '-_':
      return checkCondition(node.args, depth);
    default:
      return checkAll(node.args, depth);
  }
}

function checkCall(name: string, start: number): ConditionProblem | undefined {
  return CALLS.has(name) ? undefined : { reason: `${name} may not be used in a rule`, start };
}

function checkAll(nodes: readonly ASTNode[], depth: number): ConditionProblem | undefined {
  for (const node of nodes) {
    const problem = checkCondition(node, depth);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

import { type CelNode, childrenOf } from './cel-node.ts';

/** Calls that go over a list; what they cost multiplies where they stand inside each other. */
export const COMPREHENSIONS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);
const COMPREHENSIONS_DEEP_MAX = 1;

/** What a language on CEL allows beyond the types. */
export type CelSyntax = {
  /** What a text in it is called where something is refused: `a rule`. */
  name: string;
  calls: ReadonlySet<string>;
  /** Why one part may not be used, without a look at what is in it; undefined when it may. */
  refuse(node: CelNode): string | undefined;
};

/** A part of a text: positions from 0, the end not included. */
export type CelSpan = { start: number; end: number };

/** A part that is refused, and where. */
export type CelProblem = { reason: string; span: CelSpan };

/** The first thing that the types allow and the language does not; undefined when there is none. */
export function checkSyntax(node: CelNode, syntax: CelSyntax, depth = 0): CelProblem | undefined {
  const { start, end } = node.range;
  const span = { start, end };
  const refused = syntax.refuse(node);
  if (refused !== undefined) return { reason: refused, span };
  const name = node.op === 'call' || node.op === 'rcall' ? node.args[0] : undefined;
  const isNested = node.op === 'rcall' && COMPREHENSIONS.has(node.args[0]);
  if (isNested && depth >= COMPREHENSIONS_DEEP_MAX)
    return { reason: `${name} stands inside another one: lists may not be nested`, span };
  if (name !== undefined && !syntax.calls.has(name))
    return { reason: `${name} may not be used in ${syntax.name}`, span };
  for (const child of childrenOf(node)) {
    const isReceiver = node.op === 'rcall' && child === node.args[1];
    const problem = checkSyntax(child, syntax, isNested && !isReceiver ? depth + 1 : depth);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

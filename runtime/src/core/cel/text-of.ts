import type { CelNode } from './cel-node.ts';

/** Comments and string literals, which are skipped, and parentheses. */
const TOKENS = new RegExp(
  [
    '//[^\n]*',
    `[rR](?:"""[^]*?"""|'''[^]*?'''|"[^"]*"|'[^']*')`,
    String.raw`"""(?:\\[^]|[^\\])*?"""|'''(?:\\[^]|[^\\])*?'''`,
    String.raw`"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'`,
    '[()]',
  ].join('|'),
  'g',
);

/**
 * A part as it was written, so that it can stand alone. The engine's range of a part leaves out the parentheses around
 * its first and its last operand: of `(a) || (b)` it is `a) || (b`.
 */
export function textOf(node: CelNode): string {
  const pairs = pairsOf(node.input);
  let { start, end } = node.range;
  for (;;) {
    const cut = pairs.find(([open, close]) => isInside(open, start, end) !== isInside(close, start, end));
    if (cut === undefined) return node.input.slice(start, end);
    start = Math.min(start, cut[0]);
    end = Math.max(end, cut[1] + 1);
  }
}

const isInside = (at: number, start: number, end: number): boolean => at >= start && at < end;

/** Where parentheses that belong together stand. */
function pairsOf(text: string): [open: number, close: number][] {
  const pairs: [number, number][] = [];
  const open: number[] = [];
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === '(') open.push(index);
    const partner = token === ')' ? open.pop() : undefined;
    if (partner !== undefined) pairs.push([partner, index]);
  }
  return pairs;
}

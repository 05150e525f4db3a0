import type { AnyNode, Node } from 'acorn';

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

import { type CelNode, childrenOf } from '../../cel/cel-node.ts';
import { fail, ok, type Result } from '../../result.ts';
import { isUnsafeKey, type Path, type PathSegment } from '../path.ts';

/** A place that an expression looks at, from the whole record or from the element of its list. */
export type ExpressionRead = { root: 'source' | 'item'; path: Path };

/**
 * The places that an expression reads, in the order of its text, as far as they are written out: where a
 * position is computed, what holds it. Fails where a prototype key is asked for.
 */
export function collectReads(node: CelNode): Result<ExpressionRead[]> {
  const reads: ExpressionRead[] = [];
  const refused = visit(node, reads);
  return refused === undefined ? ok(reads) : fail(refused);
}

function visit(node: CelNode, reads: ExpressionRead[]): string | undefined {
  const read = readOf(node);
  if (read !== undefined) {
    const unsafe = read.path.find((segment) => segment.kind === 'key' && isUnsafeKey(segment.key));
    if (unsafe?.kind === 'key')
      return `uses the reserved key ${unsafe.key} at character ${node.range.start + 1}`;
    reads.push(read);
    return undefined;
  }
  for (const child of childrenOf(node)) {
    const refused = visit(child, reads);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

/** A chain of members that begins at a root; undefined for anything else. */
function readOf(node: CelNode): ExpressionRead | undefined {
  if (node.op === 'id')
    return node.args === 'source' || node.args === 'item' ? { root: node.args, path: [] } : undefined;
  if (node.op !== '.' && node.op !== '[]') return undefined;
  const segment = segmentOf(node);
  const holder = readOf(node.args[0]);
  if (segment === undefined || holder === undefined) return undefined;
  return { root: holder.root, path: [...holder.path, segment] };
}

function segmentOf(node: Extract<CelNode, { op: '.' | '[]' }>): PathSegment | undefined {
  if (node.op === '.') return { kind: 'key', key: node.args[1] };
  const position = node.args[1];
  if (position.op !== 'value') return undefined;
  if (typeof position.args === 'string') return { kind: 'key', key: position.args };
  return typeof position.args === 'bigint' ? { kind: 'index', index: Number(position.args) } : undefined;
}

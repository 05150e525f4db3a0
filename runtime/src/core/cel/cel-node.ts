import type { ASTNode } from '@marcbachmann/cel-js';

/** One part of a parsed expression, with where it stands in the text. */
export type CelNode = ASTNode;

/** The parts directly beneath a part, in the order of the text. */
export function childrenOf(node: CelNode): readonly CelNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case '.':
    case '.?':
      return [node.args[0]];
    case '!_':
    case '-_':
      return [node.args];
    case 'map':
      return node.args.flat();
    default:
      return node.args;
  }
}

/** A part with everything inside it. */
export const partsOf = (node: CelNode): CelNode[] => [node, ...childrenOf(node).flatMap(partsOf)];

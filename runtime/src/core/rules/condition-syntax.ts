import { type CelSyntax, COMPREHENSIONS } from '../cel/check-syntax.ts';

/**
 * What a condition may use. Left out are calls that cost too much (`matches` runs JavaScript's backtracking
 * regular expressions), grow text (`bind`, `join`), use binary fractions (`double`) or undo the type check (`dyn`).
 */
export const CONDITION_SYNTAX: CelSyntax = {
  name: 'a rule',
  calls: new Set([
    ...COMPREHENSIONS,
    'contains',
    'endsWith',
    'has',
    'lowerAscii',
    'size',
    'startsWith',
    'trim',
    'upperAscii',
  ]),
  refuse(node) {
    switch (node.op) {
      case 'value':
        return typeof node.args === 'number' ? 'amounts and rates are whole numbers' : undefined;
      case '.?':
      case '[]':
      case '[?]':
      case 'map':
        return 'a rule takes no positions and no maps';
      default:
        return undefined;
    }
  },
};

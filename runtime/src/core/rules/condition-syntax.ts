import { type CelSyntax, COMPREHENSIONS } from '../cel/check-syntax.ts';
import { constantOf } from './constant-of.ts';

const INT_MAX = 2n ** 63n - 1n;

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
        return refuseNumber(node.args);
      case '/':
      case '%':
        return constantOf(node.args[1]) === 0n ? 'divides by zero' : undefined;
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

function refuseNumber(value: unknown): string | undefined {
  if (typeof value === 'number') return 'amounts and rates are whole numbers';
  return typeof value === 'bigint' && value > INT_MAX ? 'is larger than any number can be' : undefined;
}

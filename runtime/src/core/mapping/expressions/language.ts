import { COMPREHENSIONS } from '../../cel/check-syntax.ts';
import type { CelLanguage } from '../../cel/create-cel.ts';
import { HELPERS } from '../helpers/table.ts';
import { HELPER_FUNCTIONS } from './helper-functions.ts';

/** What an element of a list is called, and its position from 0. */
const ELEMENT = { item: 'dyn', index: 'int' } as const;
const TAKEN: ReadonlySet<string> = new Set(['source', ...Object.keys(ELEMENT)]);

/** Beside the helpers. Left out is what rules leave out, and for the same reasons. */
const CALLS: ReadonlySet<string> = new Set([
  ...COMPREHENSIONS,
  ...HELPERS.keys(),
  'contains',
  'endsWith',
  'has',
  'indexOf',
  'int',
  'lowerAscii',
  'size',
  'split',
  'startsWith',
  'string',
  'substring',
  'upperAscii',
]);

/** Expressions over `source`, and over `item` and `index` where the row goes over a list. */
export const expressionLanguage = (isOverList: boolean): CelLanguage => ({
  variables: { source: 'dyn', ...(isOverList ? ELEMENT : {}) },
  functions: HELPER_FUNCTIONS,
  firstOf: { name: 'coalesce', argumentsMax: 6, isWanted: (value) => value !== null && value !== '' },
  syntax: {
    name: 'an expression',
    calls: CALLS,
    refuse(node) {
      switch (node.op) {
        case 'value':
          return typeof node.args === 'number' ? 'a number with a fraction is text: "1.5"' : undefined;
        case '/':
        case '%':
          return 'division is div(a, b, places, mode)';
        case '.?':
        case '[?]':
          return 'what may be missing is coalesce(a, b)';
        case 'rcall': {
          const [name, , [variable]] = node.args;
          const isTaken = COMPREHENSIONS.has(name) && variable?.op === 'id' && TAKEN.has(variable.args);
          return isTaken ? `${variable.args} is the name of something else` : undefined;
        }
        default:
          return undefined;
      }
    },
  },
});

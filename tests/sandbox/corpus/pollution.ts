import { bodies, FAILED, type HostileScript, INVALID } from './hostile-script.ts';

/** Writing to what every record shares, and outputs whose keys would change the hub's own objects. */
export const POLLUTION: HostileScript[] = bodies([
  ['the prototype of objects', FAILED, 'Object.prototype.isAdmin = true; return {};'],
  ['the prototype of objects by key', FAILED, '({})["__proto__"].isAdmin = true; return {};'],
  ['the prototype of the source', FAILED, 'Object.getPrototypeOf(ctx).isAdmin = true; return {};'],
  [
    'the prototype of the helpers',
    FAILED,
    'Object.setPrototypeOf(ctx.helpers, { isAdmin: true }); return {};',
  ],
  ['the prototype of functions', FAILED, '(() => {}).__proto__.call = () => 1; return {};'],
  [
    'the prototype of errors',
    FAILED,
    'Object.defineProperty(Error.prototype, "stack", { value: 1 }); return {};',
  ],
  [
    'the prototype of iterators',
    FAILED,
    '[][Symbol.iterator]().__proto__.next = () => ({ done: true }); return {};',
  ],
  ['a replaced method', FAILED, 'Array.prototype.map = () => []; return {};'],
  ['a replaced JSON', FAILED, 'JSON.stringify = () => "{}"; return {};'],
  ['a replaced symbol', FAILED, 'String.prototype[Symbol.iterator] = function* () {}; return {};'],
  [
    'a getter on every object',
    FAILED,
    'Object.defineProperty(Object.prototype, "source", { get: () => 1 }); return {};',
  ],
  ['a setter on every list', FAILED, 'Object.defineProperty(Array.prototype, 0, { set() {} }); return {};'],
  ['a toJSON on every object', FAILED, 'Object.prototype.toJSON = () => ({ isAdmin: true }); return {};'],
  ['a then on every object', FAILED, 'Object.prototype.then = (go) => go(1); return {};'],
  ['a global', FAILED, 'globalThis.seen = 1; return {};'],
  ['a deleted global', FAILED, 'delete globalThis.JSON; return {};'],
  ['an undeclared variable', FAILED, 'seen = 1; return {};'],
  ['a replaced helper', FAILED, 'ctx.helpers.decimal.add = () => "0"; return {};'],
  ['a replaced clock', FAILED, 'Date.now = () => 0; return {};'],
  ['another freezing', FAILED, 'deepFreeze = () => {}; return {};'],
  ['an own __proto__', INVALID, 'return JSON.parse(\'{"a":[{"__proto__":{"isAdmin":true}}]}\');'],
  [
    'an own __proto__ that is escaped',
    INVALID,
    'return JSON.parse(\'{"\\\\u005f_proto__":{"isAdmin":true}}\');',
  ],
  ['an own constructor', INVALID, 'return { ["constructor"]: 1 };'],
  ['an own prototype', INVALID, 'return { a: { prototype: 1 } };'],
  [
    'an own __proto__ below sixty objects',
    INVALID,
    'let x = JSON.parse(\'{"__proto__":1}\'); for (let i = 0; i < 60; i++) x = { x, y: [] }; return x;',
  ],
  ['a text that only looks like a key', { value: { a: '"__proto__":' } }, 'return { a: \'"__proto__":\' };'],
]);

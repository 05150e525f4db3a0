/**
 * Guest source, run first in every context: takes the clock, randomness and compilers away, drops the globals that
 * are not listed, freezes what is left. `Date.now()`, `new Date()` and `Date()` give the instant of the batch, which the
 * function that it returns sets: the hub holds that one alone. While a script is loaded there is no time yet.
 */
export const GUEST_LOCKDOWN = `
(() => {
  'use strict';
  let nowMs = NaN;
  const KEPT = new Set(('Array BigInt Boolean Date Error EvalError Infinity InternalError Iterator JSON Map Math NaN ' +
    'Number Object Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError ' +
    'WeakMap WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent globalThis isFinite isNaN parseFloat ' +
    'parseInt undefined').split(' '));

  const define = (target, key, value) =>
    Object.defineProperty(target, key, { value, writable: true, enumerable: false, configurable: true });
  const refuse = (name) => {
    const refusal = () => { throw new TypeError(name + ' is not available in a mapping'); };
    define(refusal, 'name', name);
    return refusal;
  };

  const functions = [function () {}, function* () {}, async function () {}, async function* () {}];
  for (const sample of functions) {
    define(Object.getPrototypeOf(sample), 'constructor', refuse('Function'));
  }

  define(Math, 'random', refuse('Math.random'));
  const SystemDate = Date;
  const FixedDate = function Date(...parts) {
    if (new.target === undefined) return new SystemDate(nowMs).toString();
    return Reflect.construct(SystemDate, parts.length === 0 ? [nowMs] : parts, new.target);
  };
  define(FixedDate, 'now', () => nowMs);
  define(FixedDate, 'parse', SystemDate.parse);
  define(FixedDate, 'UTC', SystemDate.UTC);
  FixedDate.prototype = SystemDate.prototype;
  define(SystemDate.prototype, 'constructor', FixedDate);
  define(globalThis, 'Date', FixedDate);

  // A frozen prototype would refuse "error.name = 'x'" on the script's own errors, so setting defines instead.
  for (const key of ['name', 'message']) {
    const initial = Error.prototype[key];
    Object.defineProperty(Error.prototype, key, {
      get: () => initial,
      set(value) {
        Object.defineProperty(this, key, { value, writable: true, enumerable: false, configurable: true });
      },
      enumerable: false,
      configurable: true,
    });
  }

  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!KEPT.has(name)) delete globalThis[name];
  }

  // Visits prototypes, accessors and values, so that nothing reachable can carry state from record to record.
  const { freeze, getPrototypeOf, getOwnPropertyDescriptor, hasOwn } = Object;
  const { ownKeys } = Reflect;
  const plainFunctions = getPrototypeOf(ownKeys);
  const seen = new Set();
  let isLocked = false;
  const visit = (value) => {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) return;
    seen.add(value);
    freeze(value);
    const prototype = getPrototypeOf(value);
    visit(prototype);
    // Built-in functions that construct nothing hold a name and a length only; leaving them out halves the cost.
    if (!isLocked && prototype === plainFunctions && !hasOwn(value, 'prototype')) return;
    for (const key of ownKeys(value)) {
      const descriptor = getOwnPropertyDescriptor(value, key);
      visit(descriptor.value);
      visit(descriptor.get);
      visit(descriptor.set);
    }
  };
  define(globalThis, 'deepFreeze', (...roots) => roots.forEach(visit));

  const iterators = [[][Symbol.iterator](), new Map().entries(), new Set().values(), ''[Symbol.iterator](),
    ''.matchAll(/x/g), Iterator.from({ next() {} }), [].values().map((value) => value)];
  [globalThis, ...iterators.map((iterator) => getPrototypeOf(iterator)), ...functions].forEach(visit);
  isLocked = true;
  return (instantMs) => { nowMs = instantMs; };
})
`;

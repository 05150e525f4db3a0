import { bodies, FAILED, type HostileScript, MEMORY, TIMEOUT } from './hostile-script.ts';

/** What is thrown: not always an error, and not always harmless to look at. */
export const ERRORS: HostileScript[] = bodies([
  ['a thrown text', FAILED, 'throw "no";'],
  ['a thrown number', FAILED, 'throw 1;'],
  ['a thrown null', FAILED, 'throw null;'],
  ['a thrown undefined', FAILED, 'throw undefined;'],
  ['a thrown symbol', FAILED, 'throw Symbol("no");'],
  ['a thrown big integer', FAILED, 'throw 1n;'],
  ['a thrown function', FAILED, 'throw () => 1;'],
  ['a thrown cycle', FAILED, 'const x = {}; x.x = x; throw x;'],
  ['a thrown object that throws', FAILED, 'throw { toString() { throw 1; }, toJSON() { throw 2; } };'],
  [
    'a thrown error whose text throws',
    FAILED,
    'const e = new Error("a"); Object.defineProperty(e, "message", { get() { throw new Error("b"); } }); throw e;',
  ],
  [
    'a thrown error whose stack throws',
    FAILED,
    'const e = new Error("a"); Object.defineProperty(e, "stack", { get() { throw e; } }); throw e;',
  ],
  [
    'a thrown error that is named by a symbol',
    FAILED,
    'const e = new Error("a"); Object.defineProperty(e, "name", { value: Symbol("x") }); throw e;',
  ],
  [
    'a thrown error whose text never ends',
    TIMEOUT,
    'const e = new Error("a"); Object.defineProperty(e, "message", { get() { for (;;); } }); throw e;',
  ],
  [
    'a thrown object whose text never ends',
    TIMEOUT,
    'throw { get name() { for (;;); }, toJSON() { for (;;); } };',
  ],
  [
    'a thrown error whose text takes all memory',
    MEMORY,
    'const e = new Error("a"); Object.defineProperty(e, "message", { get() { const all = []; for (;;) all.push("x".repeat(1e6) + all.length); } }); throw e;',
  ],
  ['a thrown error of a megabyte', FAILED, 'throw new Error("x".repeat(1e6));'],
  ['a thrown text of a megabyte', FAILED, 'throw "x".repeat(1e6);'],
  ['a thrown proxy', FAILED, 'throw new Proxy({}, { getPrototypeOf() { throw 1; }, get() { throw 1; } });'],
  ['a thrown proxy that never ends', TIMEOUT, 'throw new Proxy({}, { getPrototypeOf() { for (;;); } });'],
  ['a thrown proxy of an error', FAILED, 'throw new Proxy(new Error("a"), { get() { throw 1; } });'],
  ['a thrown error that says it ran out of memory', MEMORY, 'throw new InternalError("out of memory");'],
  ['a thrown error that looks like a tag of the hub', FAILED, 'throw "V{}";'],
  ['a thrown error that says it was interrupted', FAILED, 'throw new InternalError("interrupted");'],
  ['an error thrown while another is handled', FAILED, 'try { throw 1; } finally { throw new Error("b"); }'],
]);

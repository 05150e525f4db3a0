import { bodies, FAILED, type HostileScript, INVALID, MEMORY, TIMEOUT } from './hostile-script.ts';

/** Promises and what looks like one: nothing waits, and no job of a promise ever runs. */
export const PROMISES: HostileScript[] = bodies([
  ['a promise', INVALID, 'return (async () => ({}))();'],
  [
    'a promise that waits for itself',
    INVALID,
    'const again = async () => { await null; return again(); }; return again();',
  ],
  ['a promise in a proxy', INVALID, 'return new Proxy((async () => ({}))(), {});'],
  [
    'a promise with another prototype',
    { value: { waits: false } },
    'const x = (async () => ({}))(); Object.setPrototypeOf(x, null); x.waits = false; return x;',
  ],
  ['a thenable', { value: { a: 1 } }, 'return { a: 1, then(go) { for (;;) go({ a: 2 }); } };'],
  [
    'a storm of promises',
    { value: { ran: 0 } },
    'let ran = 0; for (let i = 0; i < 1000; i++) (async () => { await null; ran++; })(); return { ran };',
  ],
  [
    'a storm of promises without end',
    MEMORY,
    'const all = []; for (;;) all.push((async () => { await null; })());',
  ],
  ['promises that nobody holds without end', TIMEOUT, 'for (;;) (async () => { await null; })();'],
  [
    'a job that loops for ever',
    { value: { a: 1 } },
    '(async () => { await null; for (;;); })(); return { a: 1 };',
  ],
  [
    'a job that changes the output later',
    { value: { a: 1 } },
    'const x = { a: 1 }; (async () => { await null; x.a = 2; })(); return x;',
  ],
  [
    'a rejection that nobody catches',
    { value: {} },
    '(async () => { throw new Error("later"); })(); return {};',
  ],
  [
    'an async generator',
    { value: { kind: 'object' } },
    'async function* all() { for (;;) yield 1; } const x = all(); x.next(); return { kind: typeof x };',
  ],
  ['a throw of a promise', FAILED, 'throw (async () => ({}))();'],
]);

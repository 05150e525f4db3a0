import { bodies, FAILED, type HostileScript } from './hostile-script.ts';

/** Ways to compile code, load modules and reach the process around the interpreter. */
export const ESCAPES: HostileScript[] = [
  ...bodies([
    ['the constructor of a function', FAILED, 'return { x: (() => 1).constructor("return 1")() };'],
    [
      'the constructor of a constructor',
      FAILED,
      'return { x: ({}).constructor.constructor("return process")() };',
    ],
    ['the constructor of a generator', FAILED, 'return { x: (function* () {}).constructor("yield 1")() };'],
    [
      'the constructor of an async function',
      FAILED,
      'return { x: (async () => {}).constructor("return 1")() };',
    ],
    [
      'the constructor of an async generator',
      FAILED,
      'return { x: (async function* () {}).constructor("return 1")() };',
    ],
    ['the constructor of a helper', FAILED, 'return { x: ctx.helpers.lookup.constructor("return this")() };'],
    [
      'the constructor by reflection',
      FAILED,
      'return { x: Reflect.construct((() => 1).constructor, ["return 1"])() };',
    ],
    ['eval', FAILED, 'return { x: eval("1 + 1") };'],
    ['eval by another name', FAILED, 'return { x: (0, globalThis["ev" + "al"])("1") };'],
    ['the process', FAILED, 'return { x: process.env };'],
    ['require', FAILED, 'return { x: require("node:fs") };'],
    ['a dynamic import', FAILED, 'return { x: import.meta.resolve("node:fs") };'],
    ['a module of QuickJS', FAILED, 'return { x: std.loadFile("/etc/passwd") };'],
    ['a script of QuickJS', FAILED, 'return { x: __loadScript("/etc/passwd") };'],
    ['a timer', FAILED, 'setTimeout(() => {}, 0); return {};'],
    ['a microtask', FAILED, 'queueMicrotask(() => {}); return {};'],
    ['a request', FAILED, 'fetch("https://example.com"); return {};'],
    ['a worker', FAILED, 'new Worker("x.js"); return {};'],
    ['WebAssembly', FAILED, 'new WebAssembly.Memory({ initial: 1 }); return {};'],
    ['the console', FAILED, 'console.log("x".repeat(1e6)); return {};'],
    ['the caller', FAILED, 'return { x: map.caller };'],
    ['the callee', FAILED, 'return { x: arguments.callee };'],
    [
      'the hub behind the frames of an error',
      FAILED,
      'Error.prepareStackTrace = (_, frames) => frames; throw new Error();',
    ],
    [
      'the this of the hub',
      { value: { isNothing: true } },
      'return { isNothing: this === undefined && (function () { return this; })() === undefined };',
    ],
    ['a promise to come back later', FAILED, 'new Promise((go) => go()); return {};'],
    ['a weak reference to see the collector', FAILED, 'return { x: new WeakRef({}).deref() };'],
  ]),
  { name: 'an import', end: FAILED, script: 'import "node:fs";\nexport default () => ({});' },
  {
    name: 'an import of the hub',
    end: FAILED,
    script: 'import * as hub from "hub.js";\nexport default () => ({ hub });',
  },
  {
    name: 'an import of itself',
    end: FAILED,
    script: 'import again from "mapping.js";\nexport default () => ({ x: again() });',
  },
  {
    name: 'a wait at the top level',
    end: FAILED,
    script: 'await new Promise(() => {});\nexport default () => ({});',
  },
  { name: 'a throw at the top level', end: FAILED, script: 'throw null;\nexport default () => ({});' },
  {
    name: 'an error at the top level that throws when it is read',
    end: FAILED,
    script:
      'throw { get name() { throw 1; }, message: { toString() { throw 2; } } };\nexport default () => ({});',
  },
  {
    name: 'a proxy thrown at the top level',
    end: FAILED,
    script: 'throw new Proxy({}, { get() { throw 1; } });\nexport default () => ({});',
  },
  { name: 'no default export', end: FAILED, script: 'const map = () => ({});' },
  { name: 'a default export that is no function', end: FAILED, script: 'export default { a: 1 };' },
  { name: 'a default export that is a class', end: FAILED, script: 'export default class { a = 1; }' },
  {
    name: 'a default export that is a proxy',
    end: FAILED,
    script: 'export default new Proxy(() => {}, { apply() { throw new Error("no"); } });',
  },
  { name: 'an empty script', end: FAILED, script: '' },
  { name: 'a script of zeros', end: FAILED, script: '\0'.repeat(1000) },
];

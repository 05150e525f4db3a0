import type { ScriptOutcome } from '../../../runtime/src/flow/ports.ts';
import { scriptOf } from './batch-of.ts';

type HostileScript = { name: string; script: string; code: Extract<ScriptOutcome, { ok: false }>['code'] };

const FAILED = 'mapping.script_failed';
const TIMEOUT = 'mapping.script_timeout';
const MEMORY = 'mapping.script_out_of_memory';
const INVALID = 'mapping.script_output_invalid';

const row = (name: string, code: HostileScript['code'], body: string): HostileScript => ({
  name,
  code,
  script: scriptOf(body),
});

/** Scripts that attack time, memory, the stack, the interpreter, the hub or the next record, with what becomes of them. */
export const HOSTILE_SCRIPTS: HostileScript[] = [
  row('an endless loop', TIMEOUT, 'while (true) {}'),
  row('an endless loop that catches everything', TIMEOUT, 'for (;;) { try { while (true) {} } catch {} }'),
  row('an endless loop in finally', TIMEOUT, 'try { while (true) {} } finally { while (true) {} }'),
  row('a catastrophic pattern', TIMEOUT, 'return { x: /^(a+)+$/.test("a".repeat(60) + "!") };'),
  row(
    'an endless generator',
    TIMEOUT,
    'function* all() { for (;;) yield 1; } for (const x of all()); return {};',
  ),
  row('an endless getter while the output is written', TIMEOUT, 'return { get x() { for (;;); } };'),
  row('an endless toJSON', TIMEOUT, 'return { toJSON() { for (;;); } };'),
  row('powers of a big integer', TIMEOUT, 'let x = 3n ** 9999n; for (;;) x = (x * x) % 7n ** 9999n;'),
  row(
    'an error whose text never ends',
    TIMEOUT,
    'throw { get name() { for (;;); }, toJSON() { for (;;); } };',
  ),
  row('a native join over a huge length', TIMEOUT, 'return { x: (new Array(1e9) + "").length };'),
  row('a quadratic search', TIMEOUT, 'const s = "a".repeat(2e6); for (;;) s.indexOf("a".repeat(1e6) + "b");'),
  row('endless recursion', FAILED, 'const again = () => again() + 1; return again();'),
  row('recursion through a sort', FAILED, 'const f = () => [2, 1].sort(f); return f();'),
  row('recursion through JSON', FAILED, 'const f = () => JSON.stringify({ toJSON: f }); return f();'),
  row('deeply nested JSON', FAILED, 'return JSON.parse("[".repeat(2e5));'),
  row(
    'a deeply nested pattern',
    FAILED,
    'return { x: new RegExp("(".repeat(1e5) + ")".repeat(1e5)).test("") };',
  ),
  row('a doubling string', MEMORY, 'let s = "a"; for (;;) s += s;'),
  row(
    'strings of 1 MiB without end',
    MEMORY,
    'const all = []; for (let i = 0; ; i++) all.push(String(i).padEnd(1048576));',
  ),
  row('small objects without end', MEMORY, 'const all = []; for (;;) all.push({ a: all.length });'),
  row(
    'a list in a list without end',
    MEMORY,
    'let x = []; for (;;) x = [x, x.slice(), new Array(1000).fill(0)];',
  ),
  row('a full array of a billion', MEMORY, 'return { x: new Array(1e9).fill(0).length };'),
  row('a repeat of a billion', MEMORY, 'return { x: "ab".repeat(5e8).length };'),
  row('a map without end', MEMORY, 'const all = new Map(); for (let i = 0; ; i++) all.set(i, { i });'),
  row(
    'two million objects',
    MEMORY,
    'return { x: Array.from({ length: 2e6 }, (_, i) => ({ i, text: "x" })) };',
  ),
  row(
    'JSON of a large list again and again',
    TIMEOUT,
    'const all = Array(1e5).fill({ a: 1 }); for (;;) JSON.stringify(all);',
  ),
  row('split and join', TIMEOUT, 'let s = "ab".repeat(1e5); for (;;) s.split("a").join("b");'),
  row(
    'a quadratic removal from the front',
    TIMEOUT,
    'for (;;) { const all = Array(1e5).fill(0); while (all.length) all.splice(0, 1); }',
  ),
  row('the constructor of a function', FAILED, 'return { x: (() => 1).constructor("return 1")() };'),
  row(
    'the constructor of a constructor',
    FAILED,
    'return { x: ({}).constructor.constructor("return process")() };',
  ),
  row('the constructor of a generator', FAILED, 'return { x: (function* () {}).constructor("yield 1")() };'),
  row(
    'the constructor of an async function',
    FAILED,
    'return { x: (async () => {}).constructor("return 1")() };',
  ),
  row('eval', FAILED, 'return { x: eval("1 + 1") };'),
  row('eval by another name', FAILED, 'return { x: (0, globalThis["ev" + "al"])("1") };'),
  row('the process', FAILED, 'return { x: process.env };'),
  row('require', FAILED, 'return { x: require("node:fs") };'),
  row('a timer', FAILED, 'setTimeout(() => {}, 0); return {};'),
  row('a request', FAILED, 'fetch("https://example.com"); return {};'),
  row('randomness', FAILED, 'return { x: Math.random() };'),
  row('a polluted prototype of objects', FAILED, 'Object.prototype.isAdmin = true; return {};'),
  row('a polluted prototype by key', FAILED, '({})["__proto__"].isAdmin = true; return {};'),
  row('a replaced method', FAILED, 'Array.prototype.map = () => []; return {};'),
  row('a replaced JSON', FAILED, 'JSON.stringify = () => "{}"; return {};'),
  row('a global', FAILED, 'globalThis.seen = 1; return {};'),
  row('an undeclared variable', FAILED, 'seen = 1; return {};'),
  row('a replaced helper', FAILED, 'ctx.helpers.decimal.add = () => "0"; return {};'),
  row('a thrown text', FAILED, 'throw "no";'),
  row('a thrown null', FAILED, 'throw null;'),
  row('a thrown undefined', FAILED, 'throw undefined;'),
  row('a thrown object that throws', FAILED, 'throw { toString() { throw 1; }, toJSON() { throw 2; } };'),
  row('a thrown error of a megabyte', FAILED, 'throw new Error("x".repeat(1e6));'),
  row(
    'a thrown proxy',
    FAILED,
    'throw new Proxy({}, { getPrototypeOf() { throw 1; }, get() { throw 1; } });',
  ),
  row('a promise', INVALID, 'return (async () => ({}))();'),
  row(
    'a promise that waits for itself',
    INVALID,
    'const again = async () => { await null; return again(); }; return again();',
  ),
  row('nothing', INVALID, 'return;'),
  row('null', INVALID, 'return null;'),
  row('a text', INVALID, 'return "record";'),
  row('an array', INVALID, 'return [{}];'),
  row('a function', INVALID, 'return () => ({});'),
  row('a cycle', INVALID, 'const x = {}; x.x = x; return x;'),
  row('a big integer', INVALID, 'return { amount: 1n };'),
  row('an object that writes itself as text', INVALID, 'return { toJSON: () => "text" };'),
  row('an object that writes itself as nothing', INVALID, 'return { toJSON: () => undefined };'),
  row('an output of a megabyte', INVALID, 'return { x: "x".repeat(1e6) };'),
  row('an output that is too large in bytes only', INVALID, 'return { x: "請".repeat(1e5) };'),
  row(
    'an output nested too deeply',
    INVALID,
    'let x = {}; for (let i = 0; i < 100; i++) x = { x }; return x;',
  ),
  row('an own __proto__', INVALID, 'return JSON.parse(\'{"a":[{"__proto__":{"isAdmin":true}}]}\');'),
  row('an own constructor', INVALID, 'return { ["constructor"]: 1 };'),
  row('an own prototype', INVALID, 'return { a: { prototype: 1 } };'),
  {
    name: 'a loop at the top level',
    code: TIMEOUT,
    script: 'for (;;);\nexport default function map() { return {}; }',
  },
  { name: 'a throw at the top level', code: FAILED, script: 'throw null;\nexport default () => ({});' },
  { name: 'an import', code: FAILED, script: 'import "node:fs";\nexport default () => ({});' },
  { name: 'no default export', code: FAILED, script: 'const map = () => ({});' },
  { name: 'a default export that is no function', code: FAILED, script: 'export default { a: 1 };' },
  { name: 'an empty script', code: FAILED, script: '' },
];

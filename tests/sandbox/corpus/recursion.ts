import { bodies, FAILED, type HostileScript, INVALID, MEMORY } from './hostile-script.ts';

/** The stack, through every door that calls back, and nesting that a parser has to follow. */
export const RECURSION: HostileScript[] = [
  ...bodies([
    ['endless recursion', FAILED, 'const again = () => again() + 1; return again();'],
    ['recursion of two', FAILED, 'const a = () => b() + 1; const b = () => a() + 1; return a();'],
    ['recursion through a sort', FAILED, 'const f = () => [2, 1].sort(f); return f();'],
    ['recursion through JSON', FAILED, 'const f = () => JSON.stringify({ toJSON: f }); return f();'],
    ['recursion through a reviver', FAILED, 'const f = () => JSON.parse("[1]", f); return f();'],
    [
      'recursion through a getter',
      FAILED,
      'const x = { get y() { return this.y + 1; } }; return { y: x.y };',
    ],
    [
      'recursion through a proxy',
      FAILED,
      'const x = new Proxy({}, { get: (_, key, me) => me[key] + 1 }); return { y: x.y };',
    ],
    [
      'recursion through text',
      FAILED,
      `const x = { toString() { return \`\${x}!\`; } }; return { y: \`\${x}\` };`,
    ],
    ['recursion through a replacement', FAILED, 'const f = () => "a".replace("a", f); return { y: f() };'],
    [
      'recursion through a constructor',
      FAILED,
      'class A { constructor() { this.a = new A(); } } return new A();',
    ],
    ['recursion through a generator', FAILED, 'function* all() { yield* all(); } return { y: [...all()] };'],
    [
      'recursion through an iterator',
      FAILED,
      'const x = { [Symbol.iterator]: () => [...x] }; return { y: [...x] };',
    ],
    [
      'recursion through a bound function',
      MEMORY,
      'let f = () => 1; for (let i = 0; i < 1e4; i++) f = f.bind(null); return { y: f() };',
    ],
    [
      'recursion through prototypes of proxies',
      FAILED,
      'let x = {}; for (let i = 0; i < 1e4; i++) x = new Proxy(x, {}); return { y: x.y };',
    ],
    [
      'recursion that catches itself',
      { value: { ended: true } },
      'const again = () => { try { again(); } catch {} }; again(); return { ended: true };',
    ],
    ['deeply nested JSON', FAILED, 'return JSON.parse("[".repeat(2e5));'],
    ['deeply nested JSON that closes', FAILED, 'return JSON.parse("[".repeat(1e5) + "]".repeat(1e5));'],
    [
      'an output nested too deeply to be written',
      INVALID,
      'let x = {}; for (let i = 0; i < 1e4; i++) x = { x }; return x;',
    ],
    [
      'an output nested too deeply',
      INVALID,
      'let x = {}; for (let i = 0; i < 100; i++) x = { x }; return x;',
    ],
    [
      'a list flattened without end',
      FAILED,
      'let x = []; for (let i = 0; i < 1e4; i++) x = [x]; return { y: x.flat(Infinity) };',
    ],
    [
      'a list of itself made to text',
      { value: { y: ',' } },
      'const x = [1]; x[0] = [[], []]; return { y: String(x) };',
    ],
  ]),
  {
    name: 'deeply nested source',
    end: FAILED,
    script: `export default () => ${'['.repeat(30_000)}${']'.repeat(30_000)}`,
  },
  {
    name: 'deeply nested blocks',
    end: FAILED,
    script: `export default () => ${'{'.repeat(30_000)}${'}'.repeat(30_000)}`,
  },
  {
    name: 'deeply nested brackets',
    end: FAILED,
    script: `export default () => ${'('.repeat(30_000)}1${')'.repeat(30_000)}`,
  },
  { name: 'deeply nested functions', end: FAILED, script: `export default ${'()=>'.repeat(15_000)}1` },
  {
    name: 'a long chain of signs',
    end: FAILED,
    script: `export default () => ({ x: ${'-+'.repeat(15_000)}1 })`,
  },
  {
    name: 'a long chain of members',
    end: FAILED,
    script: `export default (source) => ({ x: source${'.a'.repeat(15_000)} })`,
  },
  {
    name: 'a long chain of calls',
    end: FAILED,
    script: `export default () => ({ x: map${'()'.repeat(30_000)} })`,
  },
  {
    name: 'a long chain of sums',
    end: FAILED,
    script: `export default () => ({ x: 1${'+1'.repeat(20_000)} })`,
  },
  {
    name: 'deeply nested templates',
    end: FAILED,
    script: `export default () => ({ x: ${'`${'.repeat(10_000)}1${'}`'.repeat(10_000)} })`,
  },
];

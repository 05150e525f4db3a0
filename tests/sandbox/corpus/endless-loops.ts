import { bodies, type HostileScript, TIMEOUT } from './hostile-script.ts';

/** Loops of the script's own, which the interrupt stops. */
export const ENDLESS_LOOPS: HostileScript[] = [
  ...bodies([
    ['an endless loop', TIMEOUT, 'while (true) {}'],
    ['an endless loop that catches everything', TIMEOUT, 'for (;;) { try { while (true) {} } catch {} }'],
    ['an endless loop in finally', TIMEOUT, 'try { while (true) {} } finally { while (true) {} }'],
    ['a loop that returns and goes on', TIMEOUT, 'for (;;) { try { return {}; } finally { continue; } }'],
    ['a labelled loop', TIMEOUT, 'outer: for (;;) { for (;;) continue outer; }'],
    [
      'an endless generator',
      TIMEOUT,
      'function* all() { for (;;) yield 1; } for (const x of all()); return {};',
    ],
    [
      'an iterator that never ends',
      TIMEOUT,
      'for (const x of { [Symbol.iterator]: () => ({ next: () => ({ done: false }) }) }); return {};',
    ],
    [
      'an iterator that closes without end',
      TIMEOUT,
      'for (const x of { [Symbol.iterator]: () => ({ next: () => ({ done: false }), return() { for (;;); } }) }) break; return {};',
    ],
    ['a comparison that never answers', TIMEOUT, '[2, 1].sort(() => { for (;;); }); return {};'],
    ['a replacement that never answers', TIMEOUT, '"a".replace("a", () => { for (;;); }); return {};'],
    ['a reviver that never answers', TIMEOUT, 'JSON.parse("[1]", () => { for (;;); }); return {};'],
    ['a conversion that never answers', TIMEOUT, `return { x: \`\${{ toString() { for (;;); } }}\` };`],
    [
      'a proxy that never answers',
      TIMEOUT,
      'return { x: Object.keys(new Proxy({}, { ownKeys() { for (;;); } })) };',
    ],
    ['a nap by counting', TIMEOUT, 'for (let i = 0; i < 1e12; i++); return {};'],
    ['powers of a big integer', TIMEOUT, 'let x = 3n ** 9999n; for (;;) x = (x * x) % 7n ** 9999n;'],
    [
      'a search for a decimal that is not there',
      TIMEOUT,
      'for (let n = "0"; ; n = ctx.helpers.decimal.add(n, "1")) if (ctx.helpers.decimal.compare(n, "-1") === 0) return {};',
    ],
  ]),
  {
    name: 'a loop at the top level',
    end: TIMEOUT,
    script: 'for (;;);\nexport default function map() { return {}; }',
  },
  {
    name: 'a loop in the default of a parameter',
    end: TIMEOUT,
    script: 'export default function map(source, draft, ctx, x = (() => { for (;;); })()) { return {}; }',
  },
];

import { bodies, type HostileScript, TIMEOUT } from './hostile-script.ts';

/** Work inside a built-in function, which no interrupt reaches: the watchdog outside ends the thread. */
export const NATIVE_LOOPS: HostileScript[] = bodies([
  ['a join over a huge length', TIMEOUT, 'return { x: (new Array(1e9) + "").length };'],
  [
    'a join over a length that is a lie',
    TIMEOUT,
    'return { x: Array.prototype.join.call({ length: 2 ** 53 - 1 }, "").length };',
  ],
  [
    'a search through a length that is a lie',
    TIMEOUT,
    'return { x: Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1) };',
  ],
  [
    'a search for what is everywhere and nowhere',
    TIMEOUT,
    'return { x: Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1) };',
  ],
  ['a quadratic search', TIMEOUT, 'const s = "a".repeat(2e6); for (;;) s.indexOf("a".repeat(1e6) + "b");'],
  [
    'a quadratic search from the back',
    TIMEOUT,
    'const s = "a".repeat(2e6); for (;;) s.lastIndexOf("b" + "a".repeat(1e6));',
  ],
  ['split and join', TIMEOUT, 'let s = "ab".repeat(1e5); for (;;) s.split("a").join("b");'],
  ['a replacement of everything', TIMEOUT, 'let s = "ab".repeat(1e5); for (;;) s.replaceAll("a", "c");'],
  [
    'a quadratic removal from the front',
    TIMEOUT,
    'for (;;) { const all = Array(1e5).fill(0); while (all.length) all.splice(0, 1); }',
  ],
  [
    'a reversal of a length that is a lie',
    TIMEOUT,
    'return { x: Array.prototype.reverse.call({ length: 2 ** 53 - 1 }).x };',
  ],
  [
    'a shift of a length that is a lie',
    TIMEOUT,
    'return { x: Array.prototype.unshift.call({ length: 2 ** 52 }, 1) };',
  ],
  ['a big integer raised to a huge power', TIMEOUT, 'for (;;) 7n ** 300000n;'],
  ['a big integer written as text', TIMEOUT, 'const x = 7n ** 100000n; for (;;) String(x);'],
  [
    'the normal form of a long text, again and again',
    TIMEOUT,
    'const s = "ｱｶﾞ".repeat(5e4); for (;;) s.normalize("NFKC");',
  ],
  [
    'JSON of a large list again and again',
    TIMEOUT,
    'const all = Array(1e5).fill({ a: 1 }); for (;;) JSON.stringify(all);',
  ],
  [
    'a parse of a long text again and again',
    TIMEOUT,
    'const text = "[" + "1,".repeat(2e5) + "1]"; for (;;) JSON.parse(text);',
  ],
]);

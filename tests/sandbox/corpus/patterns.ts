import { bodies, FAILED, type HostileScript, TIMEOUT } from './hostile-script.ts';

/** Regular expressions whose time grows without bound, or that are too deep to compile. */
export const PATTERNS: HostileScript[] = bodies([
  ['a pattern with nested repetitions', TIMEOUT, 'return { x: /^(a+)+$/.test("a".repeat(60) + "!") };'],
  ['a pattern with overlapping choices', TIMEOUT, 'return { x: /^(a|a|b)*$/.test("a".repeat(60) + "!") };'],
  [
    'a pattern with choices of choices',
    TIMEOUT,
    'return { x: /^(?:(?:a?){40}a{40})*b/.test("a".repeat(300)) };',
  ],
  [
    'a pattern with references back',
    TIMEOUT,
    'return { x: /^(.*)\\1(.*)\\2(.*)\\3(.*)\\4$/.test("ab".repeat(300) + "c") };',
  ],
  ['a pattern that looks behind', TIMEOUT, 'for (;;) /(?<=^(?:a+)+)b/.test("a".repeat(60));'],
  ['a pattern over an address', TIMEOUT, 'return { x: /^([a-z0-9]+[.-]?)+@x$/.test("a".repeat(60) + "!") };'],
  ['a split by a slow pattern', TIMEOUT, 'return { x: ("a".repeat(60) + "!").split(/(?:(?:a+)+)+\\b!!/) };'],
  [
    'a replace by a slow pattern',
    TIMEOUT,
    'return { x: ("a".repeat(60) + "!").replace(/(a*)*$(?<!!)/, "") };',
  ],
  [
    'a deeply nested pattern',
    FAILED,
    'return { x: new RegExp("(".repeat(1e5) + ")".repeat(1e5)).test("") };',
  ],
  ['a pattern with too many groups', FAILED, 'return { x: new RegExp("()".repeat(1e5)).test("") };'],
  ['a pattern that is none', FAILED, 'return { x: new RegExp("[") };'],
]);

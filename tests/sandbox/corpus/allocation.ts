import { bodies, FAILED, type HostileScript, MEMORY } from './hostile-script.ts';

/** Memory in every form that a script can ask for it. */
export const ALLOCATION: HostileScript[] = bodies([
  ['a doubling string', MEMORY, 'let s = "a"; for (;;) s += s;'],
  [
    'a string that grows by a little',
    MEMORY,
    'const all = []; for (let s = ""; ; s += "x".repeat(1000)) all.push(s + "!");',
  ],
  [
    'strings of 1 MiB without end',
    MEMORY,
    'const all = []; for (let i = 0; ; i++) all.push(String(i).padEnd(1048576));',
  ],
  ['small objects without end', MEMORY, 'const all = []; for (;;) all.push({ a: all.length });'],
  [
    'a list in a list without end',
    MEMORY,
    'let x = []; for (;;) x = [x, x.slice(), new Array(1000).fill(0)];',
  ],
  ['a full array of a billion', MEMORY, 'return { x: new Array(1e9).fill(0).length };'],
  ['a repeat of a billion', MEMORY, 'return { x: "ab".repeat(5e8).length };'],
  ['a pad to a billion', MEMORY, 'return { x: "".padStart(1e9, "ab").length };'],
  ['a map without end', MEMORY, 'const all = new Map(); for (let i = 0; ; i++) all.set(i, { i });'],
  ['a set without end', MEMORY, 'const all = new Set(); for (let i = 0; ; i++) all.add("x" + i);'],
  ['two million objects', MEMORY, 'return { x: Array.from({ length: 2e6 }, (_, i) => ({ i, text: "x" })) };'],
  ['closures without end', MEMORY, 'const all = []; for (;;) { const x = { all }; all.push(() => x); }'],
  ['symbols without end', MEMORY, 'const all = []; for (;;) all.push(Symbol("x".repeat(1000)));'],
  ['properties without end', MEMORY, 'const all = {}; for (let i = 0; ; i++) all["k" + i] = [i];'],
  ['errors without end', MEMORY, 'const all = []; for (;;) all.push(new Error("x".repeat(1000)));'],
  ['big integers without end', MEMORY, 'const all = []; for (let x = 1n << 100000n; ; x += 1n) all.push(x);'],
  ['a spread that doubles', MEMORY, 'let all = [1, 2]; for (;;) all = [...all, ...all];'],
  ['a template that doubles', MEMORY, `let s = "ab"; for (;;) s = \`\${s}\${s}\`;`],
  [
    'a list that grows while it is walked',
    MEMORY,
    'const all = [1]; for (const x of all) all.push(x); return {};',
  ],
  [
    'memory that is caught and asked for again',
    MEMORY,
    'const all = []; for (let n = 0; n < 3; n++) try { for (;;) all.push("x".repeat(1e6) + n); } catch {} return { n: all.length };',
  ],
  [
    'memory that is caught and let go',
    MEMORY,
    'let n = 0; try { const all = []; for (;;) all.push("x".repeat(8e6) + n++); } catch {} return { n };',
  ],
  ['a typed array', FAILED, 'return { x: new Uint8Array(1e9).length };'],
  ['a buffer', FAILED, 'const all = []; for (;;) all.push(new ArrayBuffer(1e7));'],
  ['a shared buffer', FAILED, 'return { x: new SharedArrayBuffer(1e9).byteLength };'],
]);

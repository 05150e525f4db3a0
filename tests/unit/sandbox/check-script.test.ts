import { describe, expect, test } from 'vitest';
import { checkScript } from '../../../runtime/src/adapters/sandbox/check-script.ts';
import { SANDBOX_LIMITS } from '../../../runtime/src/adapters/sandbox/sandbox-limits.ts';

const FUNCTION = 'export default function map(source, draft, ctx) { return draft; }';

describe('a script is accepted', () => {
  test.each([
    ['with a named function', FUNCTION],
    ['with a function without a name', 'export default function (source) { return source; }'],
    ['with an arrow function', 'export default (source, draft) => ({ ...draft, a: source.a });'],
    [
      'with patterns and defaults for parameters',
      'export default ({ a }, draft = {}, { now }) => ({ a, ...draft, now });',
    ],
    [
      'with constants of literals',
      `const A = 'a', B = -1.5, C = null, D = \`x\${1}\`, E = /a/i, F = 60 * 60;\n${FUNCTION}`,
    ],
    ['with tables', `const STAGES = { won: ['a', 'b'], lost: { c: [1] } };\n${FUNCTION}`],
    [
      'with tables of tables',
      `const A = { x: 1 };\nconst B = { ...A, y: A, [A.x === 1 ? 'a' : 'b']: 1 };\n${FUNCTION}`.replace(
        "A.x === 1 ? 'a' : 'b'",
        "'k' + 1",
      ),
    ],
    ['with a frozen table', `const A = Object.freeze({ x: Object.freeze([1]) });\n${FUNCTION}`],
    ['with functions beside it', `function half(x) { return x; }\nconst twice = (x) => [x, x];\n${FUNCTION}`],
    [
      'with state inside the function',
      'export default (source) => { let n = 0; const all = []; all.push(n++); return { all }; };',
    ],
    [
      'with an inner name like an outer one',
      `const lines = ['a'];\nexport default ({ rows }) => { const lines = []; lines.push(rows); return { lines }; };`,
    ],
    [
      'with fields named like what is refused',
      'export default (source) => ({ eval: source.eval, Function: source.Function });',
    ],
    ['with use strict', `'use strict';\n${FUNCTION}`],
    ['with a global pattern inside', 'export default (source) => ({ a: source.a.replace(/,/g, "") });'],
  ])('%s', (_name, script) => {
    expect(checkScript(script)).toEqual([]);
  });
});

describe('a script is refused, with the place and the rule', () => {
  test.each([
    ['wrong syntax', 'export default function map( {', 'syntax', 1, 31],
    ['a second default', `${FUNCTION}\nexport default 1;`, 'syntax', 2, 8],
    ['a script that is too long', `//${'x'.repeat(SANDBOX_LIMITS.scriptMaxChars)}`, 'syntax', 1, 1],
    ['no default export', 'const map = () => ({});', 'shape', 1, 1],
    ['a default that is no function', 'export default { a: 1 };', 'shape', 1, 16],
    ['a default that names a function', 'const map = () => ({});\nexport default map;', 'shape', 2, 16],
    ['a default class', 'export default class {}', 'shape', 1, 16],
    ['another name', 'export default function transform() { return {}; }', 'shape', 1, 16],
    ['a generator', 'export default function* map() { yield 1; }', 'shape', 1, 16],
    ['a fourth parameter', 'export default (a, b, c, d) => ({});', 'parameters', 1, 16],
    ['a rest parameter', 'export default (...all) => ({});', 'parameters', 1, 16],
    ['an import', `import fs from 'node:fs';\n${FUNCTION}`, 'module', 1, 1],
    ['another export', `export const a = 1;\n${FUNCTION}`, 'module', 1, 1],
    ['a re-export', `export * from 'x';\n${FUNCTION}`, 'module', 1, 1],
    ['an import inside', 'export default () => ({ a: import("x") });', 'module', 1, 28],
    ['import.meta', 'export default () => ({ a: import.meta.url });', 'module', 1, 28],
    ['let', `let count = 0;\n${FUNCTION}`, 'state', 1, 1],
    ['var', `var count = 0;\n${FUNCTION}`, 'state', 1, 1],
    ['a map', `const seen = new Map();\n${FUNCTION}`, 'state', 1, 14],
    ['a call', `const next = (() => { let n = 0; return () => n++; })();\n${FUNCTION}`, 'state', 1, 14],
    ['a hidden map', `const a = { b: [new Set()] };\n${FUNCTION}`, 'state', 1, 11],
    ['a global pattern', `const digits = /[0-9]/g;\n${FUNCTION}`, 'state', 1, 16],
    ['a sticky pattern', `const digits = /[0-9]/y;\n${FUNCTION}`, 'state', 1, 16],
    ['a taken-apart constant', `const [a] = [1];\n${FUNCTION}`, 'state', 1, 7],
    ['a class outside', `class Cache { static n = 0; }\n${FUNCTION}`, 'state', 1, 1],
    ['a statement outside', `Object.keys({});\n${FUNCTION}`, 'state', 1, 1],
    ['a loop outside', `for (;;);\n${FUNCTION}`, 'state', 1, 1],
    [
      'a table that is written',
      'const a = {};\nexport default (s) => { a[s] = 1; return {}; };',
      'state',
      2,
      25,
    ],
    [
      'a table that is counted up',
      'const a = { n: 0 };\nexport default () => ({ n: a.n++ });',
      'state',
      2,
      28,
    ],
    [
      'a table that loses a key',
      'const a = { n: 0 };\nexport default () => { delete a.n; return {}; };',
      'state',
      2,
      24,
    ],
    [
      'a list that is pushed to',
      'const a = [];\nexport default () => { a.push(1); return {}; };',
      'state',
      2,
      24,
    ],
    [
      'a table that is assigned to',
      'const a = {};\nexport default (s) => Object.assign(a, s);',
      'state',
      2,
      23,
    ],
    [
      'a function with state',
      'function f() {}\nexport default () => { f.n = 1; return {}; };',
      'state',
      2,
      24,
    ],
    ['eval', 'export default () => ({ a: eval("1") });', 'compiler', 1, 28],
    ['Function', 'export default () => ({ a: new Function("return 1")() });', 'compiler', 1, 32],
    ['a renamed eval', 'export default () => { const e = eval; return { a: e("1") }; };', 'compiler', 1, 34],
    ['an async function', 'export default async () => ({});', 'waiting', 1, 16],
    ['await at the top level', `await 1;\n${FUNCTION}`, 'waiting', 1, 1],
    ['randomness', 'export default () => ({ a: Math.random() });', 'randomness', 1, 28],
    ['randomness in brackets', 'export default () => ({ a: Math["random"]() });', 'randomness', 1, 28],
  ])('%s', (_name, script, rule, line, column) => {
    expect(checkScript(script)).toContainEqual({
      code: 'mapping.script_refused',
      rule,
      line,
      column,
      detail: expect.stringMatching(/./),
    });
  });

  test('all findings come at once, in reading order', () => {
    const findings = checkScript('let a = 1;\nexport default async (w, x, y, z) => eval(a);');
    expect(findings.map(({ rule }) => rule)).toEqual(['state', 'parameters', 'waiting', 'compiler']);
  });

  test('a script nested deeper than the parser can hold is a finding and no crash', () => {
    const script = `export default () => ${'['.repeat(30_000)}${']'.repeat(30_000)};`;
    expect(checkScript(script)).toMatchObject([{ rule: 'syntax' }]);
  });
});

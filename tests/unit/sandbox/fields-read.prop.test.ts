import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createSandbox } from '../../../runtime/src/adapters/sandbox/create-sandbox.ts';
import { findFieldsRead } from '../../../runtime/src/adapters/sandbox/find-fields-read.ts';
import { parseScript } from '../../../runtime/src/adapters/sandbox/parse-script.ts';
import type { JsonValue } from '../../../runtime/src/core/json.ts';
import { batchOf, scriptOf } from './batch-of.ts';

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

const NAMES = ['a', 'b', 'b c', '0', 'length', 'map', 'toString', 'constructor', 'toJSON', 'hasOwnProperty'];
const name = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'b') }, fc.constantFrom(...NAMES));

const link = fc.oneof(
  name.map((key) => (/^[a-zA-Z]+$/.test(key) ? `?.${key}` : `?.["${key}"]`)),
  name.map((key) => `?.[${JSON.stringify(key)}]`),
  name.map((key) => (/^[a-zA-Z]+$/.test(key) ? `.${key}` : `["${key}"]`)),
  fc.constant('?.[0]'),
);
const place = fc.array(link, { minLength: 1, maxLength: 4 }).map((links) => `source${links.join('')}`);

/** One look at the source, or a change of it, as an expression. */
const look = fc.oneof(
  { weight: 4, arbitrary: place },
  place.map((at) => `Object.keys(${at})`),
  place.map((at) => `JSON.stringify(${at})`),
  place.map((at) => `\`\${${at}}\``),
  place.map((at) => `${at}("a")`),
  place.map((at) => `delete ${at}`),
  place.map((at) => `(${at.replaceAll('?.[', '[').replaceAll('?.', '.')} = { a: 1, b: { a: 2 } })`),
  place.map((at) => `(() => { const { a, b: { a: c = 1 } = {} } = ${at}; return [a, c]; })()`),
  fc.constant('(() => { const { a, b: { a: c, "b c": d } = {} } = source; return [a, c, d]; })()'),
);

const toScript = (looks: string[], first: string): string =>
  scriptOf(`${first} const seen = [];
    const see = (look) => {
      try { const value = look(); seen.push(typeof value, typeof value === 'function' ? value.name : value); }
      catch (error) { seen.push(String(error)); }
    };
    ${looks.map((text) => `see(() => ${text});`).join('\n')}
    return { seen };`);

const { source } = fc.letrec<{ source: JsonValue; leaf: JsonValue; object: JsonValue; list: JsonValue }>(
  (tie) => ({
    leaf: fc.constantFrom<JsonValue>(null, true, 0, 1.5, '', 'text', '請求'),
    object: fc.dictionary(name, tie('source'), { maxKeys: 5, noNullPrototype: true }),
    list: fc.array(tie('source'), { maxLength: 3 }),
    source: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      tie('leaf'),
      tie('object'),
      tie('object'),
      tie('list'),
    ),
  }),
);

test('a script that is given the fields it reads gives the same bytes as one that is given all', async () => {
  let projected = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(look, { minLength: 1, maxLength: 6 }),
      fc.array(source, { minLength: 1, maxLength: 20 }),
      async (looks, sources) => {
        const script = toScript(looks, '');
        const parsed = parseScript(script);
        expect(parsed.ok).toBe(true);
        if (parsed.ok && findFieldsRead(parsed.program) !== 'all') projected += 1;
        // To name the source without asking for a field of it is to read all of it.
        const given = await sandbox.run(batchOf(script, sources));
        const whole = await sandbox.run(batchOf(toScript(looks, 'void source;'), sources));
        expect(JSON.stringify(given)).toBe(JSON.stringify(whole));
      },
    ),
    { numRuns: 300 },
  );
  expect(projected).toBeGreaterThan(50);
});

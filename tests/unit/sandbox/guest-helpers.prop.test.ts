import Big from 'big.js';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createSandbox } from '../../../runtime/src/adapters/sandbox/create-sandbox.ts';
import { decimalToText } from '../../../runtime/src/core/money/decimal-to-text.ts';
import { batchOf, scriptOf } from './batch-of.ts';

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

const SCRIPT = scriptOf(`const { add, subtract, multiply, compare } = ctx.helpers.decimal;
  const [a, b] = source;
  return { add: add(a, b), subtract: subtract(a, b), multiply: multiply(a, b), compare: compare(a, b) };`);

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${length}}$`));
const decimalText = fc
  .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.option(digits(10)))
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? '' : `.${fraction}`}`);

test('decimals are added, subtracted, multiplied and compared exactly', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(decimalText, decimalText), { minLength: 1, maxLength: 50 }),
      async (pairs) => {
        const outcomes = await sandbox.run(batchOf(SCRIPT, pairs));
        const expected = pairs.map(([left, right]) => {
          const [a, b] = [new Big(left), new Big(right)];
          return {
            ok: true,
            value: {
              add: decimalToText(a.plus(b)),
              subtract: decimalToText(a.minus(b)),
              multiply: decimalToText(a.times(b)),
              compare: a.cmp(b),
            },
          };
        });
        expect(outcomes).toEqual(expected);
      },
    ),
    { numRuns: 30 },
  );
});

test('any JSON comes through a script as it is', async () => {
  const dangerous = (text: string) => /"(__proto__|constructor|prototype)":/.test(text);
  const json = fc.jsonValue({ maxDepth: 5 }).filter((value) => !dangerous(JSON.stringify(value)));
  await fc.assert(
    fc.asyncProperty(fc.array(json, { minLength: 1, maxLength: 20 }), async (values) => {
      const sources = values.map((value) => JSON.parse(JSON.stringify(value)));
      const outcomes = await sandbox.run(batchOf(scriptOf('return { source };'), sources));
      expect(outcomes).toEqual(sources.map((source) => ({ ok: true, value: { source } })));
    }),
    { numRuns: 30 },
  );
});

test('a record has the same outcome alone as in any batch', async () => {
  const script = scriptOf(`if (source % 7 === 3) throw new Error('seven');
    if (source % 11 === 5) return null;
    return { source, now: ctx.now };`);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(100), { minLength: 1, maxLength: 8 }), async (sources) => {
      const together = await sandbox.run(batchOf(script, sources));
      const alone = await Promise.all(sources.map((source) => sandbox.run(batchOf(script, [source]))));
      expect(together).toEqual(alone.flat());
    }),
    { numRuns: 10 },
  );
});

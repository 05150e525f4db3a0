import { afterAll, expect, test } from 'vitest';
import { createSandbox } from '../../../runtime/src/adapters/sandbox/create-sandbox.ts';
import { batchOf, scriptOf } from './batch-of.ts';

const sandbox = createSandbox({ workers: 1 });
afterAll(() => sandbox.close());

const evaluate = async (expression: string) => {
  const script = scriptOf(`const { text, decimal, lookup } = ctx.helpers; return { is: ${expression} };`);
  const [outcome] = await sandbox.run(batchOf(script));
  return outcome?.ok === true ? outcome.value['is'] : outcome?.detail;
};

test.each([
  ['text.trim("  \u3000a b\u3000 ")', 'a b'],
  ['text.trim("   ") === undefined', true],
  ['text.trim(null) === undefined', true],
  ['text.collapse(" a \\n\\t b ")', 'a b'],
  ['text.collapse(undefined) === undefined', true],
  ['text.halfWidth("ＡＢ１２３ ｶﾌﾞ")', 'AB123 カブ'],
  ['decimal.add("0.1", "0.2")', '0.3'],
  ['decimal.subtract("0.30", "0.3")', '0'],
  ['decimal.multiply("-1.50", "2")', '-3'],
  ['decimal.multiply("-0", "5")', '0'],
  ['decimal.compare("1.0", "1")', 0],
  ['decimal.compare("-2", "1")', -1],
  ['decimal.compare("10", "9")', 1],
  ['lookup({ a: 1 }, "a")', 1],
  ['lookup({ a: null }, "a", 2)', null],
  ['lookup({ a: 1 }, "b", 2)', 2],
  ['lookup({}, "toString", "none")', 'none'],
])('%s', async (expression, value) => {
  expect(await evaluate(expression)).toBe(value);
});

test.each([
  ['lookup({}, "b")', 'no entry for "b"'],
  ['decimal.add(1, "2")', 'a decimal is text'],
  ['decimal.add("1", undefined)', 'a decimal is text'],
  ['decimal.add("1e3", "2")', 'no plain decimal number'],
  ['decimal.add("1,000", "2")', 'no plain decimal number'],
  ['decimal.add("", "2")', 'no plain decimal number'],
  ['decimal.multiply("9".repeat(101), "2")', 'at most 100 characters'],
])('%s is refused', async (expression, reason) => {
  expect(await evaluate(expression)).toContain(reason);
});

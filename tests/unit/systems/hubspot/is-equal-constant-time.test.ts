import { expect, test } from 'vitest';
import { isEqualConstantTime } from '../../../../runtime/src/adapters/systems/shared/is-equal-constant-time.ts';

test.each([
  ['same', 'same', true],
  ['', '', true],
  ['請求', '請求', true],
  ['same', 'sama', false],
  ['same', 'sam', false],
  ['sam', 'same', false],
  ['same', 'Same', false],
  // As many characters but not as many bytes, which timingSafeEqual alone would throw on.
  ['é', 'e', false],
])('%j and %j: %s', (left, right, expected) => {
  expect(isEqualConstantTime(left, right)).toBe(expected);
});

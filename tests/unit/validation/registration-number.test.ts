import { expect, test } from 'vitest';
import {
  hasCorporateCheckDigit,
  parseRegistrationNumber,
} from '../../../runtime/src/core/validation/registration-number.ts';

test.each(['7000012050002', '4011001098993', '8700110005901'])(
  '%s has the check digit of the law',
  (digits) => {
    expect(hasCorporateCheckDigit(`T${digits}`)).toBe(true);
  },
);

test('a number with any one digit changed by one has not', () => {
  const digits = '7000012050002';
  for (let index = 0; index < digits.length; index += 1) {
    const changed = (Number(digits[index]) + 1) % 10;
    const mistyped = `T${digits.slice(0, index)}${changed}${digits.slice(index + 1)}`;
    // 9 + 1 → 0 changes the sum by a multiple of nine, which no sum modulo nine can see; this number has no 9.
    expect(hasCorporateCheckDigit(mistyped)).toBe(false);
  }
});

test.each([
  'T7000012050002',
  'Ｔ７００００１２０５０００２',
  't7000012050002',
  'T7-0000-1205-0002',
  ' T7000012050002 ',
  'T７０００-0120-50002',
  'T7000ー012050002',
])('%j is read as one number', (text) => {
  expect(parseRegistrationNumber(text)).toEqual({ ok: true, value: 'T7000012050002' });
});

test.each(['', '7000012050002', 'T700001205000', 'T70000120500022', 'TT000012050002', 'X7000012050002'])(
  '%j is refused as a registration number',
  (text) => {
    expect(parseRegistrationNumber(text).ok).toBe(false);
  },
);

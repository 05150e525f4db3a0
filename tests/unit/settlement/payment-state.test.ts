import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  PAYMENT_STATES,
  type PaymentState,
  paymentWord,
} from '../../../runtime/src/core/settlement/payment-state.ts';

/** How a payment stands after words about it, the first of which makes it. */
const afterAll = (words: readonly PaymentState[]): PaymentState | undefined =>
  words
    .slice(1)
    .reduce(
      (stands, told) => (paymentWord(stands, told) === 'moves' ? told : stands),
      words[0] ?? 'processing',
    );

test('whatever was told, late word that money is on its way changes nothing', () => {
  const over = PAYMENT_STATES.filter((state) => state !== 'processing');
  expect(over.map((stands) => paymentWord(stands, 'processing'))).toEqual(['late', 'late', 'late']);
});

test('words of one debit end the same in every order: in where it was ever in, else failed where it ever failed', () => {
  const word = fc.constantFrom<PaymentState>('processing', 'settled', 'failed');
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
      const end = words.includes('settled') ? 'settled' : words.includes('failed') ? 'failed' : 'processing';
      expect(afterAll(words)).toBe(end);
    }),
  );
});

test('that what is in never came is decided by a person', () => {
  expect(paymentWord('settled', 'failed')).toBe('contradicts');
});

import { z } from 'zod';

/**
 * Where a payment stands: on its way, in, never arrived, or in and gone again (model.md E2). Only what is settled is money.
 */
export const PAYMENT_STATES = ['processing', 'settled', 'failed', 'returned'] as const;

/** One of them. */
export const PaymentState = z.enum(PAYMENT_STATES);
export type PaymentState = z.infer<typeof PaymentState>;

/**
 * What a word about a payment does that stands already. `same`: it stands so. `moves`: it is so from now on. `late`: what
 * is known is newer, so nothing changes. `contradicts`: money that came in is said to have never come; a person decides.
 */
export type PaymentWord = 'same' | 'moves' | 'late' | 'contradicts';

/** By where the payment stands, and by what is told of it. Vendors deliver in any order: nothing is on its way again. */
const WORDS = {
  processing: { processing: 'same', settled: 'moves', failed: 'moves', returned: 'moves' },
  settled: { processing: 'late', settled: 'same', failed: 'contradicts', returned: 'moves' },
  // A debit that failed is tried again under its id: what comes in at last is money.
  failed: { processing: 'late', settled: 'moves', failed: 'same', returned: 'moves' },
  returned: { processing: 'late', settled: 'moves', failed: 'late', returned: 'same' },
} as const satisfies Record<PaymentState, Record<PaymentState, PaymentWord>>;

/** Reads the table: what being told `told` does to a payment that stands at `stands`. */
export const paymentWord = (stands: PaymentState, told: PaymentState): PaymentWord => WORDS[stands][told];

import type { PaymentState } from '../../core/settlement/payment-state.ts';

const DEEDS = {
  processing: 'payment.processing',
  settled: 'payment.received',
  failed: 'payment.failed',
  returned: 'payment.returned',
} as const satisfies Record<PaymentState, string>;

/** The action of the audit entry of a payment that stands so from now on. */
export const paymentDeed = (state: PaymentState): string => DEEDS[state];

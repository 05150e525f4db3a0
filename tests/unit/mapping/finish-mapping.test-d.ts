import { expectTypeOf, test } from 'vitest';
import type { CanonicalDeal } from '../../../runtime/src/core/canonical/deal.ts';
import type { CanonicalPayment } from '../../../runtime/src/core/canonical/payment.ts';
import { finishMapping } from '../../../runtime/src/core/mapping/finish-mapping.ts';

test('the kind decides the type of the record', () => {
  const deal = finishMapping('deal', {});
  if (deal.ok) expectTypeOf(deal.record).toEqualTypeOf<CanonicalDeal>();
  const payment = finishMapping('payment', {});
  if (payment.ok) expectTypeOf(payment.record).toEqualTypeOf<CanonicalPayment>();
});

test('an amount is text in every record', () => {
  expectTypeOf<CanonicalPayment['amount']>().toEqualTypeOf<string>();
  expectTypeOf<CanonicalDeal['lines'][number]['quantity']>().toEqualTypeOf<string>();
});

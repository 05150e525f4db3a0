import type { Resource } from '../operation';
import { getMany } from './get-many.operation';
import { recordPayment } from './record.operation';

/** Money that came in. */
export const payment: Resource = {
  option: { name: 'Payment', value: 'payment' },
  operations: [getMany, recordPayment],
};

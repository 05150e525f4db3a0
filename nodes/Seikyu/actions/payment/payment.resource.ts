import type { Resource } from '../operation';
import { allocate } from './allocate.operation';
import { getMany } from './get-many.operation';
import { recordPayment } from './record.operation';

/** Money that came in. */
export const payment: Resource = {
  option: { name: 'Payment', value: 'payment' },
  default: 'getMany',
  operations: [allocate, getMany, recordPayment],
};

import { audit } from './audit/audit.resource';
import { customer } from './customer/customer.resource';
import { exception } from './exception/exception.resource';
import { invoice } from './invoice/invoice.resource';
import type { Operation, Resource } from './operation';
import { findOperationOf, operationPropertiesOf } from './operations-of';
import { payment } from './payment/payment.resource';
import { product } from './product/product.resource';
import { record } from './record/record.resource';
import { rule } from './rule/rule.resource';

/** Every resource, as offered. */
export const RESOURCES: readonly Resource[] = [
  audit,
  customer,
  exception,
  invoice,
  payment,
  product,
  record,
  rule,
];

/** The operation of a resource of the node Seikyu; see `findOperationOf`. */
export const findOperation = (resource: string, operation: string): Operation =>
  findOperationOf(RESOURCES, resource, operation);

/** The operations of each resource with their fields. */
export const operationProperties = operationPropertiesOf(RESOURCES);

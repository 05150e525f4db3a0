import type { INodeProperties } from 'n8n-workflow';
import { showFor } from '../../fields/show-for';
import { customer } from './customer/customer.resource';
import { invoice } from './invoice/invoice.resource';
import type { Operation, Resource } from './operation';
import { payment } from './payment/payment.resource';
import { product } from './product/product.resource';
import { record } from './record/record.resource';

/** Every resource, as offered. */
export const RESOURCES: readonly Resource[] = [customer, invoice, payment, product, record];

/** The operation of a resource. Throws where there is none, which n8n's own check of options rules out. */
export function findOperation(resource: string, operation: string): Operation {
  const found = RESOURCES.find(({ option }) => option.value === resource)?.operations.find(
    ({ option }) => option.value === operation,
  );
  if (found === undefined) throw new Error(`There is no operation ${resource}: ${operation}`);
  return found;
}

/** The operations of each resource with their fields. */
export const operationProperties: INodeProperties[] = RESOURCES.flatMap(({ option, operations }) => {
  const first = operations[0].option.value;
  return [
    {
      displayName: 'Operation',
      name: 'operation',
      type: 'options',
      noDataExpression: true,
      displayOptions: { show: { resource: [option.value] } },
      options: operations.map((operation) => operation.option),
      default: first,
    },
    ...operations.flatMap((operation) =>
      showFor(option.value, [operation.option.value], operation.properties),
    ),
  ];
});

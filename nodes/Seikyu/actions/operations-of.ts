import type { INodeProperties } from 'n8n-workflow';
import { showFor } from '../../fields/show-for';
import type { Operation, Resource } from './operation';

/** The operation of a resource. Throws where there is none, which n8n's own check of options rules out. */
export function findOperationOf(
  resources: readonly Resource[],
  resource: string,
  operation: string,
): Operation {
  const found = resources
    .find(({ option }) => option.value === resource)
    ?.operations.find(({ option }) => option.value === operation);
  if (found === undefined) throw new Error(`There is no operation ${resource}: ${operation}`);
  return found;
}

/** The operations of each resource with their fields. */
export function operationPropertiesOf(resources: readonly Resource[]): INodeProperties[] {
  return resources.flatMap(({ option, default: chosen, operations }) => {
    const first = chosen ?? operations[0].option.value;
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
}

import type { INodeProperties } from 'n8n-workflow';

/** Shows properties for some operations of a resource; what they say themselves is added to it. */
export function showFor(
  resource: string,
  operations: readonly string[],
  properties: INodeProperties[],
): INodeProperties[] {
  return properties.map((property) => ({
    ...property,
    displayOptions: {
      ...property.displayOptions,
      show: { resource: [resource], operation: [...operations], ...property.displayOptions?.show },
    },
  }));
}

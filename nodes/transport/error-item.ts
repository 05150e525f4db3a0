import {
  type IDataObject,
  type INode,
  type INodeExecutionData,
  NodeApiError,
  NodeOperationError,
} from 'n8n-workflow';

/** An error as n8n shows it with its node and item; one that has both already stays as it is. */
export function asNodeError(
  node: INode,
  error: unknown,
  itemIndex: number,
): NodeApiError | NodeOperationError {
  if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
  return new NodeOperationError(node, error as Error, { itemIndex });
}

/**
 * What stands in the output for an item that failed where the node goes on: the hub's sentence, its code and page.
 * n8n replaces the JSON of an item that has an `error` of its own by the message alone, and sends one whose JSON has
 * nothing beside `error`, `message` and `details` to the error output; so all of it stands in these.
 */
export function toErrorItem(error: NodeApiError | NodeOperationError, itemIndex: number): INodeExecutionData {
  const { code, page } = (error.context.data ?? {}) as IDataObject;
  const details: IDataObject = {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof page === 'string' && page !== '' ? { page } : {}),
  };
  return {
    json: { error: error.message, ...(Object.keys(details).length > 0 ? { details } : {}) },
    pairedItem: { item: itemIndex },
  };
}

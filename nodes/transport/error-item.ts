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

/** What stands in the output for an item that failed where the node goes on: the hub's sentence, its code and page. */
export function toErrorItem(error: NodeApiError | NodeOperationError, itemIndex: number): INodeExecutionData {
  const { code, page } = (error.context.data ?? {}) as IDataObject;
  return {
    json: {
      error: error.message,
      ...(typeof code === 'string' ? { code } : {}),
      ...(typeof page === 'string' && page !== '' ? { page } : {}),
    },
    error,
    pairedItem: { item: itemIndex },
  };
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asNodeError, toErrorItem } from '../../transport/error-item';
import type { Operation } from './operation';

/** Runs an operation over the input. An item that fails stops the node, or becomes an error item where the node goes on. */
export async function runOperation(
  context: IExecuteFunctions,
  operation: Operation,
): Promise<INodeExecutionData[]> {
  if ('runAll' in operation) return await operation.runAll(context);
  const outputs: INodeExecutionData[] = [];
  for (const itemIndex of context.getInputData().keys()) {
    try {
      for (const output of await operation.run(context, itemIndex)) {
        outputs.push({ ...output, pairedItem: { item: itemIndex } });
      }
    } catch (error) {
      const failure = asNodeError(context.getNode(), error, itemIndex);
      if (!context.continueOnFail()) throw failure;
      outputs.push(toErrorItem(failure, itemIndex));
    }
  }
  return outputs;
}

import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { asNodeError, toErrorItem } from '../../../transport/error-item';
import type { BatchOperation } from '../operation';
import { chunkRecords } from './chunk-records';
import { type RecordToSend, readRecord } from './read-records';
import { sendProperties } from './send.properties';
import { sendChunk } from './send-chunk';

/** Sends all input items as records of their system, in as few requests as possible. */
export const send: BatchOperation = {
  option: {
    name: 'Send',
    value: 'send',
    action: 'Send records',
    description: 'Send one or many records of another system, as any node gives them',
  },
  properties: sendProperties,
  async runAll(context) {
    const outputs: INodeExecutionData[] = [];
    const records = readAll(context, outputs);
    const options = context.getNodeParameter('options', 0, {}) as { recordsPerRequest?: number };
    for (const [place, chunk] of chunkRecords(records, options.recordsPerRequest ?? 500).entries()) {
      try {
        outputs.push(...(await sendChunk(context, chunk, place)));
      } catch (error) {
        const failure = asNodeError(context.getNode(), error, chunk[0]?.itemIndex ?? 0);
        if (!context.continueOnFail()) throw failure;
        outputs.push(...chunk.map(({ itemIndex }) => toErrorItem(failure, itemIndex)));
      }
    }
    return outputs.sort((one, other) => itemOf(one) - itemOf(other));
  },
};

/** Reads every item before the first is sent, so that an item without an id stops the node and not half of the work. */
function readAll(context: IExecuteFunctions, outputs: INodeExecutionData[]): RecordToSend[] {
  return [...context.getInputData().keys()].flatMap((itemIndex) => {
    try {
      return [readRecord(context, itemIndex)];
    } catch (error) {
      const failure = asNodeError(context.getNode(), error, itemIndex);
      if (!context.continueOnFail()) throw failure;
      outputs.push(toErrorItem(failure, itemIndex));
      return [];
    }
  });
}

function itemOf({ pairedItem }: INodeExecutionData): number {
  return typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : 0;
}

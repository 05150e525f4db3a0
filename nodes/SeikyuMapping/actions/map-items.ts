import {
  type IDataObject,
  type IExecuteFunctions,
  type INodeExecutionData,
  NodeOperationError,
} from 'n8n-workflow';
import { readLocator } from '../../fields/read-fields';
import { chunkRecords } from '../../Seikyu/actions/record/chunk-records';
import type { RecordToSend } from '../../Seikyu/actions/record/read-records';
import { asNodeError, toErrorItem } from '../../transport/error-item';
import { askHubForJson } from '../../transport/hub-request';
import { mappingPath } from '../../transport/mapping-path';

/** What the hub made of one record; `writes` is told by a preview only. */
export interface Outcome {
  ok: boolean;
  record: IDataObject | null;
  findings: { pointer: string; code: string; detail: string }[];
  writes?: IDataObject[];
}

/** How items are mapped: by which route, which version, and what is given on of an outcome. */
export interface MapWish {
  verb: '/preview' | '/run';
  /** Undefined for the live version. */
  versionOf?(itemIndex: number): string | undefined;
  /** May throw for an outcome that fails its item. */
  toJson(outcome: Outcome, itemIndex: number): IDataObject;
}

/** The hub's own bound. */
const RECORDS_MAX = 100;
/** The hub takes 1 MiB here, and UTF-8 has up to three bytes for a character. */
const CHUNK_MAX_CHARACTERS = 300 * 1024;

/** Maps all items in as few requests as possible: one output for each, in order. Throws for an item that fails, unless the node goes on. */
export async function mapItems(context: IExecuteFunctions, wish: MapWish): Promise<INodeExecutionData[]> {
  const outputs: INodeExecutionData[] = context.getInputData().map(() => ({ json: {} }));
  const fail = (error: unknown, itemIndex: number): void => {
    const failure = asNodeError(context.getNode(), error, itemIndex);
    if (!context.continueOnFail()) throw failure;
    outputs[itemIndex] = toErrorItem(failure, itemIndex);
  };
  const records: RecordToSend[] = [];
  for (const itemIndex of outputs.keys()) {
    try {
      records.push(readItem(context, wish, itemIndex));
    } catch (error) {
      fail(error, itemIndex);
    }
  }
  for (const chunk of chunkRecords(records, RECORDS_MAX, CHUNK_MAX_CHARACTERS)) {
    let outcomes: Outcome[] = [];
    try {
      outcomes = await askForOutcomes(context, chunk);
    } catch (error) {
      for (const { itemIndex } of chunk) fail(error, itemIndex);
    }
    for (const [at, outcome] of outcomes.entries()) {
      const itemIndex = chunk[at]?.itemIndex ?? 0;
      try {
        outputs[itemIndex] = { json: wish.toJson(outcome, itemIndex), pairedItem: { item: itemIndex } };
      } catch (error) {
        fail(error, itemIndex);
      }
    }
  }
  return outputs;
}

function readItem(context: IExecuteFunctions, wish: MapWish, itemIndex: number): RecordToSend {
  const { value } = readLocator(context, 'mapping', itemIndex);
  if (!/^[^/]+\/[^/]+$/.test(value)) {
    throw new NodeOperationError(context.getNode(), '"Mapping" names no system and object', {
      itemIndex,
      description: 'Choose a mapping, or use an expression that gives its name, such as hubspot/deal.',
    });
  }
  const versionId = wish.versionOf?.(itemIndex);
  return {
    itemIndex,
    path: mappingPath(value, wish.verb),
    query: versionId === undefined ? {} : { versionId },
    record: context.getInputData()[itemIndex]?.json ?? {},
  };
}

async function askForOutcomes(context: IExecuteFunctions, chunk: RecordToSend[]): Promise<Outcome[]> {
  const [first] = chunk;
  if (first === undefined) return [];
  const { data } = await askHubForJson<{ data: Outcome[] }>(context, {
    method: 'POST',
    path: first.path,
    body: { ...first.query, records: chunk.map(({ record }) => record) },
    itemIndex: first.itemIndex,
    doing: 'mapping records',
  });
  return data;
}

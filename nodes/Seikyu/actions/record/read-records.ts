import { type IDataObject, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { readCollection } from '../../../fields/read-fields';
import { nestValues } from './nest-values';

/** An input item as a record of its system, ready to be sent. */
export interface RecordToSend {
  itemIndex: number;
  /** Where it goes: records of one path can share a request. */
  path: string;
  query: IDataObject;
  record: IDataObject;
}

/** Reads the record of one input item. Throws `NodeOperationError` when it has no id or is no object. */
export function readRecord(context: IExecuteFunctions, itemIndex: number): RecordToSend {
  const text = (name: string): string => String(context.getNodeParameter(name, itemIndex) ?? '').trim();
  const { connectionId } = readCollection(context, 'options', itemIndex);
  const payload = readPayload(context, itemIndex);
  const id =
    text('idFrom') === 'value' ? toId(text('externalId')) : toId(valueAt(payload, text('idField') || 'id'));
  if (id === undefined) throw missingId(context, itemIndex, text('idFrom') === 'value', text('idField'));
  return {
    itemIndex,
    path: `/v1/records/${encodeURIComponent(text('system'))}/${encodeURIComponent(text('object'))}`,
    query: connectionId === undefined ? {} : { connection: connectionId },
    record: { ...payload, id },
  };
}

function readPayload(context: IExecuteFunctions, itemIndex: number): IDataObject {
  const from = context.getNodeParameter('recordFrom', itemIndex);
  if (from === 'item') return context.getInputData()[itemIndex]?.json ?? {};
  if (from === 'fields') {
    return nestValues(context.getNodeParameter('fields.value', itemIndex, {}) as IDataObject | null);
  }
  const given: unknown = context.getNodeParameter('recordJson', itemIndex);
  const value = typeof given === 'string' ? parse(given) : given;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new NodeOperationError(context.getNode(), '"Record" is not a JSON object', {
      itemIndex,
      description: 'Enter an object such as {"id": "42001", "properties": {}}, or choose "Whole Input Item".',
    });
  }
  return value as IDataObject;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value at a field; a name with dots leads into objects, unless the item has a field of that very name. */
function valueAt(payload: IDataObject, field: string): unknown {
  if (Object.hasOwn(payload, field)) return payload[field];
  return field
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as IDataObject)[part]
          : undefined,
      payload,
    );
}

const ID_MAX_LENGTH = 200;

function toId(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  const isId = typeof text === 'string' && text !== '' && text.length <= ID_MAX_LENGTH;
  return isId ? (text as string) : undefined;
}

function missingId(context: IExecuteFunctions, itemIndex: number, isValue: boolean, field: string) {
  const message = isValue
    ? 'The External ID is empty'
    : `The item has no "${field || 'id'}" that can be its ID`;
  return new NodeOperationError(context.getNode(), message, {
    itemIndex,
    description: isValue
      ? 'Set "External ID" to an expression that gives the ID of the record in its system, of 1 to 200 characters.'
      : 'Set "ID Field" to the field that holds the ID of the record in its system, of 1 to 200 characters. A name with dots leads into objects.',
  });
}

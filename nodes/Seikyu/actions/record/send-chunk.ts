import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toErrorItem } from '../../../transport/error-item';
import { toNodeError } from '../../../transport/hub-error';
import { askHubForJson } from '../../../transport/hub-request';
import { idempotencyKeyOf } from '../../../transport/idempotency-key';
import type { RecordToSend } from './read-records';

type Received =
  | { status: 'accepted'; index: number; externalId: string }
  | { status: 'refused'; index: number; pointer: string; detail: string };

const DOING = 'sending records';

/** Sends one request of records and gives an output for each. Throws `NodeApiError` for a refused one, unless the node goes on. */
export async function sendChunk(
  context: IExecuteFunctions,
  chunk: RecordToSend[],
  place: number,
): Promise<INodeExecutionData[]> {
  const [first] = chunk;
  if (first === undefined) return [];
  const { path, query } = first;
  const body = chunk.map(({ record }) => record);
  const { items } = await askHubForJson<{ items: Received[] }>(context, {
    method: 'POST',
    path,
    query,
    body,
    idempotencyKey: idempotencyKeyOf(context, { path, place, body: [query, body] }),
    itemIndex: first.itemIndex,
    doing: DOING,
  });
  return items.map((received) => {
    const { itemIndex } = chunk[received.index] ?? first;
    if (received.status === 'accepted') {
      const { status, externalId } = received;
      return { json: { status, externalId }, pairedItem: { item: itemIndex } };
    }
    const error = refusalOf(context, received, itemIndex);
    if (!context.continueOnFail()) throw error;
    return toErrorItem(error, itemIndex);
  });
}

/** The others of the request are stored: mending this one and running again makes nothing twice. */
function refusalOf(
  context: IExecuteFunctions,
  { pointer, detail }: { pointer: string; detail: string },
  itemIndex: number,
) {
  const problem = { code: 'request.invalid', detail, page: '', instance: '', errors: [{ pointer, detail }] };
  return toNodeError(context.getNode(), { kind: 'problem', status: 400, problem }, itemIndex, DOING);
}

import { type IDataObject, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { readLocator } from '../../../fields/read-fields';
import { askHubForJson } from '../../../transport/hub-request';
import { idempotencyKeyOf } from '../../../transport/idempotency-key';

/** The id of the chosen exception. Throws `NodeOperationError` when none is. */
export function readExceptionId(context: IExecuteFunctions, itemIndex: number): string {
  const { value } = readLocator(context, 'exception', itemIndex);
  if (value !== '') return value;
  throw new NodeOperationError(context.getNode(), '"Exception" is empty', {
    itemIndex,
    description: 'Choose an exception, or use an expression that gives its ID, such as {{ $json.id }}.',
  });
}

/** The path of an exception, or of something below it. */
const exceptionPath = (exceptionId: string, below = ''): string =>
  `/v1/exceptions/${encodeURIComponent(exceptionId)}${below}`;

/** The exception as it is now. */
export async function fetchException(
  context: IExecuteFunctions,
  exceptionId: string,
  itemIndex: number,
): Promise<IDataObject> {
  return await askHubForJson(context, {
    method: 'GET',
    path: exceptionPath(exceptionId),
    itemIndex,
    doing: 'reading the exception',
  });
}

/** Says who looks after the chosen exception or what is noted on it, once, and gives it as it stands afterwards. */
export async function changeException(
  context: IExecuteFunctions,
  itemIndex: number,
  { body, outcome, doing }: { body: IDataObject; outcome: string; doing: string },
) {
  const exceptionId = readExceptionId(context, itemIndex);
  const path = exceptionPath(exceptionId, '/assign');
  await askHubForJson(context, {
    method: 'POST',
    path,
    body,
    idempotencyKey: idempotencyKeyOf(context, { path, place: itemIndex, body }),
    itemIndex,
    doing,
  });
  const exception = await fetchException(context, exceptionId, itemIndex);
  return [{ json: { ...simplifyException(exception), outcome } }];
}

/** What of an exception a flow decides and tells by. */
export function simplifyException(raw: IDataObject): IDataObject {
  const { id, kind, name, code, invoiceId, amount, currency, since, owner, note } = raw;
  const ownerName = (owner as IDataObject | null)?.name ?? null;
  return { id, kind, name, code, invoiceId, amount, currency, since, ownerName, note };
}

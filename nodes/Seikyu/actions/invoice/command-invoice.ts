import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { askHubForJson } from '../../../transport/hub-request';
import { idempotencyKeyOf } from '../../../transport/idempotency-key';
import { pathOf } from './find-invoice';

/** Gives a command to an invoice, once: a retry of the same run is the same request. Throws `NodeApiError`. */
export async function commandInvoice(
  context: IExecuteFunctions,
  itemIndex: number,
  command: { invoiceId: string; name: string; body?: IDataObject; doing: string },
): Promise<IDataObject> {
  const path = pathOf(command.invoiceId, `/${command.name}`);
  const body = command.body ?? {};
  return await askHubForJson(context, {
    method: 'POST',
    path,
    body,
    idempotencyKey: idempotencyKeyOf(context, { path, place: itemIndex, body }),
    itemIndex,
    doing: command.doing,
  });
}

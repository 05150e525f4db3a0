import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { askHubForJson } from '../../../transport/hub-request';
import { pathOf } from './find-invoice';

/** The money of an invoice as far as the commands look at it: the newest request and the newest dispute come first. */
export interface Settlement extends IDataObject {
  writeOffs: { state: string }[];
  disputes: { state: string }[];
}

/** The money of an invoice and everything that was agreed about it. */
export const fetchSettlement = (
  context: IExecuteFunctions,
  invoiceId: string,
  itemIndex: number,
): Promise<Settlement> =>
  askHubForJson<Settlement>(context, {
    method: 'GET',
    path: pathOf(invoiceId, '/settlement'),
    itemIndex,
    doing: 'reading the money of the invoice',
  });

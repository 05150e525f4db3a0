import { type IDataObject, type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import { type Locator, readLocator } from '../../../fields/read-fields';
import { askHubForJson } from '../../../transport/hub-request';
import type { HubPage } from '../../../transport/list-all';
import { simplifyInvoice } from './simplify-invoice';

/** The id of the chosen invoice; a number is looked up. Throws `NodeOperationError` when none has it. */
export async function findInvoiceId(context: IExecuteFunctions, itemIndex: number): Promise<string> {
  const { mode, value } = readInvoice(context, itemIndex);
  if (mode !== 'number') return value;
  const { items } = await askHubForJson<HubPage>(context, {
    method: 'GET',
    path: '/v1/invoices',
    query: { number: value, limit: 1 },
    itemIndex,
    doing: 'looking up the invoice by its number',
  });
  const id = items[0]?.id;
  if (typeof id === 'string') return id;
  throw new NodeOperationError(context.getNode(), `No invoice has the number ${value}`, {
    itemIndex,
    description:
      'Check "Invoice". A draft has no number yet, and the key of the credential sees only the legal entities that it is granted.',
  });
}

/** The chosen invoice as it was entered. Throws `NodeOperationError` when nothing was. */
export function readInvoice(context: IExecuteFunctions, itemIndex: number): Locator {
  const locator = readLocator(context, 'invoice', itemIndex);
  if (locator.value !== '') return locator;
  throw new NodeOperationError(context.getNode(), '"Invoice" is empty', {
    itemIndex,
    description: 'Choose an invoice, or use an expression that gives its ID, such as {{ $json.id }}.',
  });
}

/** The path of an invoice, or of something below it. */
export const pathOf = (invoiceId: string, below = ''): string =>
  `/v1/invoices/${encodeURIComponent(invoiceId)}${below}`;

/** The invoice as it stands now. */
export async function fetchInvoice(
  context: IExecuteFunctions,
  invoiceId: string,
  itemIndex: number,
): Promise<IDataObject> {
  return await askHubForJson(context, {
    method: 'GET',
    path: pathOf(invoiceId),
    itemIndex,
    doing: 'reading the invoice',
  });
}

/** What every command on an invoice gives: what became of it, and the invoice as it stands afterwards. */
export async function outcomeOf(
  context: IExecuteFunctions,
  invoiceId: string,
  itemIndex: number,
  outcome: string,
) {
  const invoice = await fetchInvoice(context, invoiceId, itemIndex);
  return [{ json: { ...simplifyInvoice(invoice), outcome } }];
}

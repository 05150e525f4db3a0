import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { readLimit } from '../../fields/read-fields';
import { simplifyInvoice } from '../../Seikyu/actions/invoice/simplify-invoice';
import { listAll } from '../../transport/list-all';

/** Lists approval requests for one item, newest first. */
export async function getMany(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject[]> {
  const approvals = await listAll(context, {
    path: '/v1/approvals',
    query: { state: context.getNodeParameter('state', itemIndex) as string },
    limit: readLimit(context, itemIndex),
    itemIndex,
    doing: 'listing approvals',
  });
  const isSimple = context.getNodeParameter('simplify', itemIndex) as boolean;
  return isSimple ? approvals.map(simplifyApproval) : approvals;
}

function simplifyApproval({
  id,
  state,
  role,
  requestedAt,
  requestedBy,
  decision,
  invoice,
}: IDataObject): IDataObject {
  const {
    id: invoiceId,
    number,
    customerName,
    currency,
    total,
    dueDate,
  } = simplifyInvoice(invoice as IDataObject);
  const decided = decision as IDataObject | null | undefined;
  return {
    id,
    state,
    role,
    invoiceId,
    number,
    customerName,
    currency,
    total,
    dueDate,
    requestedAt,
    requestedBy: (requestedBy as IDataObject).name,
    decidedBy: (decided?.actor as IDataObject | undefined)?.name ?? null,
    reason: decided?.reason ?? null,
  };
}

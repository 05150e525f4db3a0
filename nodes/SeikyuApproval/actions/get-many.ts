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
  steps,
  explanation,
  requestedAt,
  requestedBy,
  decisions,
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
  const decided = (decisions as IDataObject[]).at(-1);
  return {
    id,
    state,
    asks: (steps as IDataObject[]).map(describeStep),
    why: describeWhy(explanation as IDataObject),
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

/** A step as one text: whom it asks, in the order of the steps. */
function describeStep({ asks, isMet }: IDataObject): string {
  const names = (asks as IDataObject[]).map(({ name }) => String(name)).join(' or ');
  return isMet === true ? `${names} (agreed)` : names;
}

/** Why people are asked, in English: what the rules say, or why they could not judge the invoice. */
const describeWhy = ({ why }: IDataObject): string | null => {
  const text = (why as IDataObject | undefined)?.en;
  return typeof text === 'string' ? text : null;
};

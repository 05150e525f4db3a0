import { issueInvoice } from '../../../../runtime/src/flow/issue/issue-invoice.ts';
import type { ApprovalsAtWork } from '../../approve/support/work-on-approvals.ts';

/** An issued invoice over so many times 2,400.00 USD, of a deal with this id. */
export async function issueOne(work: ApprovalsAtWork, dealId: string, quantity = '1'): Promise<string> {
  await work.loop.tellOf({ id: dealId, lines: [{ id: `line-${dealId}`, sku: 'API-P', quantity }] });
  await work.loop.hub.drain();
  const invoiceId = (await work.loop.invoices()).at(-1)?.id ?? '';
  await issueInvoice({ ctx: work.author, input: { invoiceId } });
  await work.loop.hub.drain();
  return invoiceId;
}

import type { InvoiceChanges } from '../../../../runtime/src/core/billing/edits/invoice-changes.ts';
import { editInvoice } from '../../../../runtime/src/flow/bill/edit-invoice.ts';
import type { Ctx } from '../../../../runtime/src/flow/context.ts';
import type { InvoiceRow } from '../../../../runtime/src/flow/get-invoice-row.ts';
import { getInvoice } from '../../../../runtime/src/flow/read/get-invoice.ts';
import { addPerson } from '../../../support/add-person.ts';
import type { SampleDeal } from '../../../support/sample-records.ts';
import { workOnApprovals } from '../../approve/support/work-on-approvals.ts';

/** Why every edit of the tests is made. */
export const reason = 'The customer asked for it.';

/** Approvals at work with Bo, a biller, who edits invoices of deals. */
export async function editAtWork() {
  const work = await workOnApprovals();
  const biller = await addPerson(work.loop, 'Bo', ['biller']);
  let nextDeal = 300;

  const rowOf = async (invoiceId: string): Promise<InvoiceRow> => {
    const row = (await work.loop.invoices()).find(({ id }) => id === invoiceId);
    if (row === undefined) throw new Error('no such invoice');
    return row;
  };
  /** The CRM tells of a deal, and everything that follows has happened. */
  const tellDeal = async (deal: SampleDeal): Promise<void> => {
    await work.loop.tellOf(deal);
    await work.loop.hub.drain();
  };
  return {
    ...{ work, biller, rowOf, tellDeal },
    /** The id of a deal that no test has used. */
    nextDealId: (): string => String(nextDeal++),
    /** The newest invoice, once a deal was told of. */
    newestId: async (): Promise<string> => (await work.loop.invoices()).at(-1)?.id ?? '',
    viewOf: (invoiceId: string) => getInvoice({ ctx: work.author, input: { invoiceId } }),
    async edit(invoiceId: string, changes: InvoiceChanges, ctx: Ctx = biller) {
      const { revision } = await rowOf(invoiceId);
      return editInvoice({ ctx, input: { invoiceId, revision, reason, changes } });
    },
  };
}

/** What `editAtWork` gives. */
export type EditAtWork = Awaited<ReturnType<typeof editAtWork>>;

import { contentHash } from '../../core/invoice/content-hash.ts';
import type { Ctx } from '../../flow/context.ts';
import { getInvoice, type InvoiceView } from '../../flow/read/get-invoice.ts';
import type { ApprovalView } from '../../flow/read/list-approvals.ts';
import { listEntities } from '../../flow/read/list-entities.ts';
import { findOpenRequest } from './find-open-request.ts';

/** Everything that an invoice's page shows. */
export type InvoicePageData = {
  view: InvoiceView;
  /** The open approval request, when one waits. */
  request: ApprovalView | null;
  /** SHA-256 of the material content as shown: a decision names it. */
  contentHash: string;
  /** IANA zone of the invoice's legal entity. */
  timeZone: string;
};

/** Reads an invoice for its page; throws `invoice.not_found`. */
export async function loadInvoicePage(ctx: Ctx, invoiceId: string): Promise<InvoicePageData> {
  const view = await getInvoice({ ctx, input: { invoiceId } });
  const request = view.openRequest === null ? undefined : await findOpenRequest(ctx, view.openRequest.id);
  const entity = (await listEntities({ ctx })).find(({ id }) => id === view.document.entityId);
  return {
    view,
    request: request ?? null,
    contentHash: contentHash(view.document),
    timeZone: entity?.timeZone ?? 'UTC',
  };
}

import { contentHash } from '../../core/invoice/content-hash.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Ctx } from '../../flow/context.ts';
import { getInvoice, type InvoiceView } from '../../flow/read/get-invoice.ts';
import type { ApprovalView } from '../../flow/read/list-approvals.ts';
import { type AuditView, listAuditOfInvoice } from '../../flow/read/list-audit.ts';
import type { DeadLetterView } from '../../flow/read/list-dead-letters.ts';
import { listEntities } from '../../flow/read/list-entities.ts';
import { type InvoiceFindings, listFindings } from '../../flow/read/list-findings.ts';
import { readRoutingFacts } from '../../flow/read/read-routing-facts.ts';
import { findOpenRequest } from './find-open-request.ts';
import { listFailuresOf } from './list-failures-of.ts';

/** Everything that an invoice's page shows. */
export type InvoicePageData = {
  view: InvoiceView;
  /** The open approval request, when one waits. */
  request: ApprovalView | null;
  /** What the invoice was routed by; nothing for who may not see it. */
  routingFacts: JsonObject;
  /** Work about the invoice that stopped or is being tried again, newest first. */
  failures: DeadLetterView[];
  /** SHA-256 of the material content as shown: a decision names it. */
  contentHash: string;
  /** What is not right yet; nothing once it is issued. */
  findings: InvoiceFindings;
  /** What was changed, newest first. */
  history: AuditView[];
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
    routingFacts:
      request === undefined
        ? {}
        : ((await readRoutingFacts({ ctx, input: { requestId: request.id } })) ?? {}),
    failures: await listFailuresOf(ctx, { invoiceId }),
    findings: await listFindings({ ctx, input: { invoiceId } }),
    history: await listAuditOfInvoice({ ctx, input: { limit: HISTORY_MAX, invoiceId } }),
    contentHash: contentHash(view.document),
    timeZone: entity?.timeZone ?? 'UTC',
  };
}

/** Longer than any invoice's life so far; older entries are in the API. */
const HISTORY_MAX = 100;

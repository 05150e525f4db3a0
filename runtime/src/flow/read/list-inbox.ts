import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import { contentHash } from '../../core/invoice/content-hash.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import { approvalRequests, invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadDocument } from '../load-document.ts';
import { awaitsViewer } from './awaits-viewer.ts';
import type { Page, PageInput } from './page.ts';
import { readSteps, type StepView } from './step-view.ts';

/** An open request with the whole content that it is about: nobody decides on a total alone. */
export type InboxItem = {
  requestId: string;
  steps: StepView[];
  explanation: JsonObject;
  requestedBy: Actor;
  requestedAt: Date;
  document: InvoiceDocument;
  /** SHA-256 of the material content as read; a decision names it. */
  contentHash: string;
};

/** What to list: what waits for the viewer, or what is open and waits for others. */
export type ListInboxInput = PageInput & { whose: 'mine' | 'others' };

/** Lists open approval requests of the granted entities, the longest waiting first. */
export async function listInbox({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListInboxInput;
}): Promise<Page<InboxItem>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const isMine = await awaitsViewer(tx, ctx);
    const rows = await tx
      .select({ request: approvalRequests })
      .from(approvalRequests)
      .innerJoin(invoices, eq(invoices.id, approvalRequests.invoiceId))
      .where(
        and(
          eq(approvalRequests.state, 'open'),
          input.whose === 'mine' ? isMine : sql`(${isMine}) is not true`,
          ctx.entityIds === null ? undefined : inArray(invoices.entityId, [...ctx.entityIds]),
          // Ids sort by creation, so the page is a keyset here too.
          input.before === undefined ? undefined : gt(approvalRequests.id, input.before),
        ),
      )
      .orderBy(asc(approvalRequests.id))
      .limit(input.limit + 1);
    const items: InboxItem[] = [];
    for (const { request } of rows.slice(0, input.limit)) {
      const document = await loadDocument(tx, request.invoiceId);
      items.push({
        requestId: request.id,
        steps: await readSteps(tx, request),
        explanation: request.explanation,
        requestedBy: request.requestedBy,
        requestedAt: request.requestedAt,
        document,
        contentHash: contentHash(document),
      });
    }
    return { items, next: rows.length > input.limit ? (items.at(-1)?.requestId ?? null) : null };
  });
}

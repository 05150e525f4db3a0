import { and, asc, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { DocumentType } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import { type Money, money } from '../../core/money/money.ts';
import { currencyOf } from '../../db/currency-of.ts';
import { isAnyOf } from '../../db/is-any-of.ts';
import type { Tx } from '../../db/open-database.ts';
import { approvalRequests, invoices } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { readViewerRight } from './awaits-viewer.ts';
import { type CommandView, toCommandView } from './command-view.ts';
import { afterInUrgency, URGENCY } from './inbox-order.ts';
import type { Page, PageInput } from './page.ts';
import { type InboxLine, readInboxLines } from './read-inbox-lines.ts';
import { readStepsOf, type StepView } from './step-view.ts';

/** An open request with the lines that it is about: nobody decides on a total alone. */
export type InboxItem = {
  requestId: string;
  invoiceId: string;
  /** Of the content that is asked about. */
  contentHash: string;
  type: DocumentType;
  sellerName: string;
  buyerName: string;
  total: Money;
  termsCode: string;
  recipients: string[];
  lines: InboxLine[];
  steps: StepView[];
  explanation: JsonObject;
  /** What it holds on an issued document; null for a submission. */
  command: CommandView | null;
  requestedBy: Actor;
  requestedAt: Date;
  /** Until when its earliest step is to be decided; null without a deadline. */
  dueAt: Date | null;
  isOverdue: boolean;
  /** True where it waits for the viewer, and then in whose place; null for the viewer themselves. */
  isMine: boolean;
  actingFor: string | null;
};

/** What to list: what waits for the viewer, or everything that is open; all of what is given must hold. */
export type ListInboxInput = PageInput & {
  whose: 'mine' | 'all';
  entityId?: string;
  /** The id of a rule that sent it there. */
  ruleId?: string;
  isOverdue?: boolean;
  /** These and no others, in the same order. */
  requestIds?: readonly string[];
};

/**
 * Lists open approval requests of the granted entities, the most urgent first: by deadline, then the longest waiting,
 * then the largest. The next page goes on after the id of a request, whatever has become of that one meanwhile.
 */
export async function listInbox({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ListInboxInput;
}): Promise<Page<InboxItem>> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const rows = await selectRows(tx, ctx, input);
    const page = rows.slice(0, input.limit);
    const steps = await readStepsOf(
      tx,
      page.map(({ request }) => request),
    );
    const lines = await readInboxLines(
      tx,
      page.map(({ invoice }) => invoice),
    );
    const now = ctx.deps.clock.now();
    return {
      items: page.map(({ request, invoice, isMine, actingFor }): InboxItem => {
        const { id, contentHash, explanation, requestedBy, requestedAt, dueAt } = request;
        const { type, termsCode } = invoice;
        return {
          ...{ requestId: id, invoiceId: invoice.id, contentHash, type, termsCode },
          sellerName: invoice.seller.name,
          buyerName: invoice.buyer.name,
          total: money(invoice.payableMinor, currencyOf(invoice.currency)),
          recipients: invoice.recipients.map(({ email }) => email),
          lines: lines.get(invoice.id) ?? [],
          steps: steps.get(id) ?? [],
          ...{ explanation, requestedBy, requestedAt, dueAt, isMine },
          command: toCommandView(request),
          isOverdue: dueAt !== null && dueAt < now,
          actingFor: isMine ? actingFor : null,
        };
      }),
      next: rows.length > input.limit ? (page.at(-1)?.request.id ?? null) : null,
    };
  });
}

async function selectRows(tx: Tx, ctx: Ctx, input: ListInboxInput) {
  const { awaits, actingFor } = await readViewerRight(tx, ctx);
  const isAfter = input.before === undefined ? undefined : await afterInUrgency(tx, input.before);
  const { id, invoiceId, contentHash, steps, laterSteps } = approvalRequests;
  const { explanation, requestedBy, requestedAt, dueAt, command, commandInput } = approvalRequests;
  const request = {
    ...{ id, invoiceId, contentHash, steps, laterSteps },
    ...{ explanation, requestedBy, requestedAt, dueAt, command, commandInput },
  };
  return tx
    .select({
      request,
      invoice: {
        id: invoices.id,
        type: invoices.type,
        seller: invoices.seller,
        buyer: invoices.buyer,
        currency: invoices.currency,
        payableMinor: invoices.payableMinor,
        termsCode: invoices.termsCode,
        recipients: invoices.recipients,
      },
      isMine: sql<boolean>`${awaits}`,
      actingFor,
    })
    .from(approvalRequests)
    .innerJoin(invoices, eq(invoices.id, approvalRequests.invoiceId))
    .where(
      and(
        eq(approvalRequests.state, 'open'),
        input.whose === 'mine' ? awaits : undefined,
        isAfter,
        ...filtersOf(ctx, input),
      ),
    )
    .orderBy(asc(URGENCY), asc(requestedAt), desc(invoices.payableMinor), asc(id))
    .limit(input.limit + 1);
}

function filtersOf(ctx: Ctx, input: ListInboxInput): (SQL | undefined)[] {
  const { entityId, ruleId, isOverdue = false, requestIds } = input;
  const ofRule = JSON.stringify({ matched: [{ ruleId }] });
  return [
    ctx.entityIds === null ? undefined : inArray(invoices.entityId, [...ctx.entityIds]),
    entityId === undefined ? undefined : eq(invoices.entityId, entityId),
    ruleId === undefined ? undefined : sql`${approvalRequests.explanation} @> ${ofRule}::text::jsonb`,
    isOverdue ? lt(URGENCY, sql`${ctx.deps.clock.now().toISOString()}::timestamptz`) : undefined,
    requestIds === undefined ? undefined : isAnyOf(approvalRequests.id, requestIds),
  ];
}

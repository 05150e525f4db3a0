import { and, desc, eq } from 'drizzle-orm';
import type { Actor } from '../../core/actor.ts';
import type { InvoiceEdits } from '../../core/billing/edits/invoice-edits.ts';
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import type { JsonObject } from '../../core/json.ts';
import { approvalDecisions, approvalRequests, documents, invoiceEvents } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { loadVersion } from '../correct/load-version.ts';
import { type BouncedRecipient, findBounced } from '../deliver/find-bounced.ts';
import { readSends, type SendView } from '../deliver/read-sends.ts';
import { getInvoiceRow } from '../get-invoice-row.ts';
import { findDraftLabel } from '../issue/find-draft-label.ts';
import { type CommandView, toCommandView } from './command-view.ts';
import { type CreditLinks, loadCreditLinks } from './load-credit-links.ts';
import { type DisputeView, loadDisputes } from './load-disputes.ts';
import { type ContractLink, loadInvoiceContracts } from './load-invoice-contracts.ts';
import { type InvoiceStanding, loadStanding } from './load-standing.ts';
import { loadSyncStates, type SyncState } from './load-sync-states.ts';
import { type DecisionView, readDecisions, toDecisionView } from './read-decisions.ts';
import { readSteps, type StepView } from './step-view.ts';

/** One step of an invoice's life. */
export type TimelineEntry = { sequence: number; type: string; at: Date; actor: Actor; data: JsonObject };

/** An invoice with everything that people ask about it. */
export type InvoiceView = {
  /** In its newest version: as issued, with what was corrected since. */
  document: InvoiceDocument;
  /** 1 as it was issued; each correction makes the next. */
  version: number;
  /** What stands for the number of one that has none yet. */
  draftLabel: string | null;
  standing: InvoiceStanding;
  /** Goes up with every change. */
  revision: number;
  /** What was edited by hand. */
  edits: InvoiceEdits;
  /** The contracts that it bills: none, one, or those that are billed together. */
  contracts: ContractLink[];
  /** The newest dispute about it; null without any. */
  dispute: DisputeView | null;
  sync: SyncState[];
  timeline: TimelineEntry[];
  /** Kind and hash of each stored document, the newest version first. */
  documents: { kind: 'pdf' | 'json' | 'xml'; version: number; sha256: string; createdAt: Date }[];
  attempts: SendView[];
  /** Whom it would be sent to and whose last mail came back. */
  bouncedRecipients: BouncedRecipient[];
  /** The open request, when one waits. */
  openRequest: {
    id: string;
    steps: StepView[];
    explanation: JsonObject;
    command: CommandView | null;
    requestedBy: Actor;
    requestedAt: Date;
  } | null;
  decisions: DecisionView[];
} & CreditLinks;

/** Reads an invoice with standing, timeline, sync and deliveries; throws `invoice.not_found`. */
export async function getInvoice({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { invoiceId: string };
}): Promise<InvoiceView> {
  authorise(ctx, 'read');
  const { invoiceId } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const { document, version } = await loadVersion(tx, invoiceId);
    authorise(ctx, 'read', document.entityId);
    const { revision, edits, customerId } = await getInvoiceRow(tx, invoiceId);
    const standing = await loadStanding(tx, ctx, invoiceId);
    const sync = (await loadSyncStates(tx, [invoiceId])).get(invoiceId) ?? [];
    const links = await loadCreditLinks(tx, invoiceId);
    const timeline = await tx
      .select()
      .from(invoiceEvents)
      .where(eq(invoiceEvents.invoiceId, invoiceId))
      .orderBy(invoiceEvents.sequence);
    const stored = await tx
      .select({
        kind: documents.kind,
        version: documents.version,
        sha256: documents.sha256,
        createdAt: documents.createdAt,
      })
      .from(documents)
      .where(eq(documents.invoiceId, invoiceId))
      .orderBy(desc(documents.version), documents.kind);
    const [request] = await tx
      .select()
      .from(approvalRequests)
      .where(and(eq(approvalRequests.invoiceId, invoiceId), eq(approvalRequests.state, 'open')));
    const decisions = await readDecisions(tx, eq(approvalDecisions.invoiceId, invoiceId));
    return {
      document,
      version,
      draftLabel: document.number === null ? await findDraftLabel(tx, document) : null,
      standing,
      revision,
      edits,
      contracts: await loadInvoiceContracts(tx, invoiceId),
      ...links,
      dispute: (await loadDisputes(tx, document))[0] ?? null,
      sync,
      timeline: timeline.map(({ sequence, type, occurredAt, actor, data }) => ({
        sequence,
        type,
        at: occurredAt,
        actor,
        data,
      })),
      documents: stored,
      attempts: await readSends(tx, invoiceId),
      bouncedRecipients: await findBounced(tx, { customerId, recipients: document.recipients }),
      openRequest:
        request === undefined
          ? null
          : {
              id: request.id,
              steps: await readSteps(tx, request),
              explanation: request.explanation,
              command: toCommandView(request),
              requestedBy: request.requestedBy,
              requestedAt: request.requestedAt,
            },
      decisions: decisions.map(toDecisionView),
    };
  });
}

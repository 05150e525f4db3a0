import { desc, eq } from 'drizzle-orm';
import { approvalRequests } from '../../../../runtime/src/db/schema/index.ts';
import { decideApproval } from '../../../../runtime/src/flow/approve/decide-approval.ts';
import { submitInvoice } from '../../../../runtime/src/flow/approve/submit-invoice.ts';
import { issueInvoice } from '../../../../runtime/src/flow/issue/issue-invoice.ts';
import type { Loop } from '../../../support/create-loop.ts';

/** Submits the draft of a credit note, which no default row lets pass, approves and issues it, and runs what follows. */
export async function issueCreditNote({ hub, organization }: Loop, creditNoteId: string): Promise<void> {
  const { author, approver } = organization;
  const { outcome } = await submitInvoice({ ctx: author, input: { invoiceId: creditNoteId } });
  // That of a contract is submitted by the run that made it.
  if (outcome !== 'needs_approval' && outcome !== 'submitted_already')
    throw new Error(`the credit note was ${outcome}`);
  const [request] = await hub.database.inOrganization(organization.id, (tx) =>
    tx
      .select({ id: approvalRequests.id })
      .from(approvalRequests)
      .where(eq(approvalRequests.invoiceId, creditNoteId))
      .orderBy(desc(approvalRequests.id)),
  );
  await decideApproval({
    ctx: approver,
    input: { invoiceId: creditNoteId, requestId: request?.id ?? '', decision: 'approved' },
  });
  await issueInvoice({ ctx: approver, input: { invoiceId: creditNoteId } });
  await hub.drain();
}

import { chaseApprovals } from '../flow/approve/chase-approvals.ts';
import { tellGiver } from '../flow/approve/standing/tell-giver.ts';
import { submitInvoice } from '../flow/approve/submit-invoice.ts';
import { tellApprovers } from '../flow/approve/tell-approvers.ts';
import { anchorAudit } from '../flow/audit/anchor-audit.ts';
import { mailAnchor } from '../flow/audit/mail/mail-anchor.ts';
import { draftInvoice } from '../flow/bill/draft-invoice.ts';
import { resumeCollections } from '../flow/collect/resume-collections.ts';
import type { Ctx } from '../flow/context.ts';
import { billContract } from '../flow/contracts/bill-contract.ts';
import { billDue } from '../flow/contracts/bill-due.ts';
import { billPart } from '../flow/contracts/bill-part.ts';
import { goOnReplaying } from '../flow/control/go-on-replaying.ts';
import { pruneHistory } from '../flow/control/prune-history.ts';
import { deliverInvoice } from '../flow/deliver/deliver-invoice.ts';
import { reissueDisputed } from '../flow/dispute/reissue-disputed.ts';
import { fetchRates } from '../flow/fx/fetch-rates.ts';
import { fetchRecord } from '../flow/ingest/fetch-record.ts';
import { followUpRequests } from '../flow/ingest/follow-up-requests.ts';
import { checkNumbers } from '../flow/issue/check-numbers.ts';
import { issueInvoice } from '../flow/issue/issue-invoice.ts';
import { renderInvoice } from '../flow/issue/render-invoice.ts';
import type { JobPayload, Stage } from '../flow/jobs.ts';
import { mapRecords } from '../flow/map/map-records.ts';
import { goOnRunning } from '../flow/mappings/runs/go-on-running.ts';
import { planDueReminders } from '../flow/remind/plan-due-reminders.ts';
import { sendReminder } from '../flow/remind/send-reminder.ts';
import { applyAccountAtIssue } from '../flow/settle/apply-account-at-issue.ts';
import { markOverdue } from '../flow/settle/mark-overdue.ts';
import { settlePayment } from '../flow/settle/settle-payment.ts';
import { syncToAccounting } from '../flow/sync/sync-to-accounting.ts';
import { syncToCrm } from '../flow/sync/sync-to-crm.ts';
import { deliverWebhook } from '../flow/webhooks/deliver-webhook.ts';
import { tellAdmins } from '../flow/webhooks/tell-admins.ts';

/** A generated draft is submitted as it came; its warnings stand on the deal's own word. */
const REASON_OF_AUTOMATIC_SUBMIT = 'Taken over from the deal as it is.';

/** The verb of each stage. */
export const STAGES: { [S in Stage]: (work: { ctx: Ctx; input: JobPayload<S> }) => Promise<unknown> } = {
  receive: followUpRequests,
  fetch: fetchRecord,
  map: mapRecords,
  draft: draftInvoice,
  bill: billContract,
  submit: ({ ctx, input }) =>
    submitInvoice({ ctx, input: { invoiceId: input.invoiceId, reason: REASON_OF_AUTOMATIC_SUBMIT } }),
  tell_approvers: tellApprovers,
  tell_giver: tellGiver,
  chase_approvals: chaseApprovals,
  issue: issueInvoice,
  render: renderInvoice,
  deliver: deliverInvoice,
  sync_accounting: syncToAccounting,
  reissue: reissueDisputed,
  sync_crm: syncToCrm,
  settle: settlePayment,
  apply_account: applyAccountAtIssue,
  mark_overdue: async (work) => {
    await markOverdue(work);
    await resumeCollections(work);
  },
  plan_reminders: planDueReminders,
  remind: sendReminder,
  bill_due: billDue,
  bill_part: billPart,
  check_numbers: checkNumbers,
  prune: pruneHistory,
  anchor_audit: anchorAudit,
  mail_anchor: mailAnchor,
  fetch_rates: fetchRates,
  replay: goOnReplaying,
  run_mapping: goOnRunning,
  notify: deliverWebhook,
  alert: tellAdmins,
};

/**
 * How many jobs of a stage one process takes and runs at once. At least two: the queue takes the next batch without a
 * pause only after a full one of more than one job.
 */
export const CONCURRENCY: Record<Stage, number> = {
  receive: 4,
  fetch: 8,
  map: 6,
  draft: 4,
  bill: 4,
  submit: 4,
  tell_approvers: 2,
  tell_giver: 2,
  chase_approvals: 2,
  issue: 2,
  render: 2,
  deliver: 4,
  sync_accounting: 2,
  reissue: 2,
  sync_crm: 4,
  settle: 4,
  apply_account: 2,
  mark_overdue: 2,
  plan_reminders: 2,
  remind: 4,
  bill_due: 2,
  bill_part: 2,
  check_numbers: 2,
  prune: 1,
  anchor_audit: 2,
  mail_anchor: 2,
  fetch_rates: 2,
  replay: 1,
  run_mapping: 1,
  // Most of their time they wait for somebody else's answer.
  notify: 16,
  alert: 2,
};

import type { INodePropertyOptions } from 'n8n-workflow';

/** Every event of an invoice's life that the hub tells about. */
export const EVENTS = [
  {
    name: 'Invoice Approval Escalated',
    value: 'invoice.approval_escalated',
    description: 'An approval is overdue, so more people are asked',
  },
  {
    name: 'Invoice Approval Kept',
    value: 'invoice.approval_kept',
    description: 'It changed within the tolerance, so its approval holds',
  },
  {
    name: 'Invoice Approval Reminded',
    value: 'invoice.approval_reminded',
    description: 'Those who are asked for an approval were reminded',
  },
  {
    name: 'Invoice Approval Revoked',
    value: 'invoice.approval_revoked',
    description: 'An approval was taken back; it is a draft again',
  },
  {
    name: 'Invoice Approved',
    value: 'invoice.approved',
    description: 'By a person, or by the default row of the rules',
  },
  {
    name: 'Invoice Became Overdue',
    value: 'invoice.became_overdue',
    description: 'Its due date passed with money missing',
  },
  {
    name: 'Invoice Bounced',
    value: 'invoice.bounced',
    description: 'Its mail to a recipient came back',
  },
  {
    name: 'Invoice Collection Changed',
    value: 'invoice.collection_changed',
    description: 'Collecting it was paused, promised, escalated or resumed',
  },
  {
    name: 'Invoice Corrected',
    value: 'invoice.corrected',
    description: 'Whom it is addressed to was corrected after its issue',
  },
  { name: 'Invoice Created', value: 'invoice.created', description: 'A draft was made from a deal' },
  {
    name: 'Invoice Credited',
    value: 'invoice.credited',
    description: 'A credit note took something off it',
  },
  { name: 'Invoice Discarded', value: 'invoice.discarded', description: 'A draft was given up' },
  {
    name: 'Invoice Dispute Closed',
    value: 'invoice.dispute_closed',
    description:
      'Its dispute was accepted (settled with a credit note, or issued again), rejected or withdrawn',
  },
  {
    name: 'Invoice Dispute Opened',
    value: 'invoice.dispute_opened',
    description: 'The customer disputes it, or again after a refused void; it is not collected meanwhile',
  },
  {
    name: 'Invoice Drift Detected',
    value: 'invoice.drift_detected',
    description: 'Somebody edited it in another system',
  },
  {
    name: 'Invoice Edited',
    value: 'invoice.edited',
    description: 'Somebody changed it by hand before its issue',
  },
  { name: 'Invoice Issued', value: 'invoice.issued', description: 'It has its number' },
  {
    name: 'Invoice Opened',
    value: 'invoice.opened',
    description: 'A recipient opened its mail',
  },
  { name: 'Invoice Paid', value: 'invoice.paid', description: 'All of the money is in' },
  { name: 'Invoice Partially Paid', value: 'invoice.partially_paid', description: 'Part of the money is in' },
  {
    name: 'Invoice Payment Failed',
    value: 'invoice.payment_failed',
    description: 'Money that was on its way never came',
  },
  {
    name: 'Invoice Payment Processing',
    value: 'invoice.payment_processing',
    description: 'Money is on its way; nothing is settled yet',
  },
  {
    name: 'Invoice Payment Settled',
    value: 'invoice.payment_settled',
    description: 'Money that was on its way is in',
  },
  {
    name: 'Invoice Payment Taken Back',
    value: 'invoice.unpaid',
    description: 'Money that had come in is gone again',
  },
  {
    name: 'Invoice Promise Broken',
    value: 'invoice.promise_broken',
    description: 'The promised day passed without the money',
  },
  {
    name: 'Invoice Recovered',
    value: 'invoice.recovered',
    description: 'Money came in after it was written off',
  },
  {
    name: 'Invoice Refunded',
    value: 'invoice.refunded',
    description: 'Money of it went back to the customer',
  },
  {
    name: 'Invoice Regenerated',
    value: 'invoice.regenerated',
    description: 'A draft was made anew from its source',
  },
  {
    name: 'Invoice Reissued',
    value: 'invoice.reissued',
    description: 'A new draft takes the place of a voided invoice',
  },
  {
    name: 'Invoice Rejected',
    value: 'invoice.rejected',
    description: 'An approver said no; it is a draft again',
  },
  {
    name: 'Invoice Reminded',
    value: 'invoice.reminded',
    description: 'Its customer was sent a reminder',
  },
  {
    name: 'Invoice Reminder Bounced',
    value: 'invoice.reminder_bounced',
    description: 'A reminder of it came back',
  },
  {
    name: 'Invoice Reminder Failed',
    value: 'invoice.reminder_failed',
    description: 'A reminder was refused by the mail server',
  },
  {
    name: 'Invoice Reminder Unknown',
    value: 'invoice.reminder_unknown',
    description: 'It is not known whether a reminder was sent',
  },
  {
    name: 'Invoice Reminders Exhausted',
    value: 'invoice.reminders_exhausted',
    description: 'No reminder follows by itself; a person has to go on',
  },
  { name: 'Invoice Rendered', value: 'invoice.rendered', description: 'Its PDF is stored' },
  {
    name: 'Invoice Returned',
    value: 'invoice.returned',
    description: 'An approver sent it back for a change',
  },
  { name: 'Invoice Send Failed', value: 'invoice.send_failed', description: 'The mail server refused it' },
  { name: 'Invoice Send Unknown', value: 'invoice.send_unknown', description: 'Sending ended in doubt' },
  { name: 'Invoice Sent', value: 'invoice.sent', description: 'The mail is out' },
  {
    name: 'Invoice Step Approved',
    value: 'invoice.step_approved',
    description: 'One of several approval steps passed',
  },
  { name: 'Invoice Submitted', value: 'invoice.submitted', description: 'It waits for approval' },
  {
    name: 'Invoice Sync Failed',
    value: 'invoice.sync_failed',
    description: 'It is not written to another system until somebody looks at it',
  },
  {
    name: 'Invoice Synced',
    value: 'invoice.synced',
    description: 'Written to accounting, read back and equal',
  },
  {
    name: 'Invoice Void Refused',
    value: 'invoice.void_refused',
    description: 'An accounting system did not void it',
  },
  {
    name: 'Invoice Void Requested',
    value: 'invoice.void_requested',
    description: 'The accounting systems are asked to void it',
  },
  { name: 'Invoice Voided', value: 'invoice.voided', description: 'It was taken back after its issue' },
  {
    name: 'Invoice Withdrawn',
    value: 'invoice.withdrawn',
    description: 'Its deal cannot be billed as it is',
  },
  {
    name: 'Invoice Write-Off Decided',
    value: 'invoice.write_off_decided',
    description: 'The write-off was approved or rejected',
  },
  {
    name: 'Invoice Command Decided',
    value: 'invoice.command_decided',
    description: 'A refund, void, correction or write-off that a rule holds is approved or turned down',
  },
  {
    name: 'Invoice Command Requested',
    value: 'invoice.command_requested',
    description: 'A refund, void, correction or write-off waits for an approval',
  },
  {
    name: 'Invoice Command Withdrawn',
    value: 'invoice.command_withdrawn',
    description: 'What waited for an approval is not asked any more',
  },
  {
    name: 'Invoice Write-Off Requested',
    value: 'invoice.write_off_requested',
    description: 'Somebody asks to write off what is owed',
  },
  {
    name: 'Invoice Written Off',
    value: 'invoice.written_off',
    description: 'What was owed is booked as a loss',
  },
] satisfies INodePropertyOptions[];

/** The statuses that an invoice can have after an event. */
export const STATUSES = [
  { name: 'Approved', value: 'approved' },
  { name: 'Discarded', value: 'discarded' },
  { name: 'Draft', value: 'draft' },
  { name: 'Issued', value: 'issued' },
  { name: 'Overdue', value: 'overdue' },
  { name: 'Paid', value: 'paid' },
  { name: 'Partially Paid', value: 'partially_paid' },
  { name: 'Pending Approval', value: 'pending_approval' },
  { name: 'Unpaid', value: 'unpaid' },
  { name: 'Voided', value: 'voided' },
] satisfies INodePropertyOptions[];

/** Every event of an invoice's life that an endpoint can ask for. */
export const EVENT_TYPES = [
  'invoice.created',
  'invoice.regenerated',
  'invoice.submitted',
  'invoice.step_approved',
  'invoice.approved',
  'invoice.rejected',
  'invoice.returned',
  'invoice.approval_revoked',
  'invoice.approval_reminded',
  'invoice.approval_escalated',
  'invoice.withdrawn',
  'invoice.discarded',
  'invoice.issued',
  'invoice.rendered',
  'invoice.sent',
  'invoice.send_failed',
  'invoice.send_unknown',
  'invoice.synced',
  'invoice.drift_detected',
  'invoice.partially_paid',
  'invoice.paid',
  'invoice.unpaid',
  'invoice.credited',
  'invoice.became_overdue',
  'invoice.void_requested',
  'invoice.void_refused',
  'invoice.voided',
] as const;

/** The type of the message that tries an endpoint out; it is about no invoice. */
export const TEST_EVENT_TYPE = 'endpoint.test';

import type { Stage } from './jobs.ts';

/** A job as far as it says what it is about; the payload may be one that its stage cannot read. */
export type JobOfSubject = { stage: Stage; key: string; payload: object };

/** The fields of a payload that say what its job is about. A mapping is about each of its records, which its key names. */
const SUBJECT_FIELDS: Record<Stage, readonly string[]> = {
  receive: [],
  fetch: ['connectionId', 'object', 'externalId'],
  map: [],
  draft: ['dealId'],
  bill: ['contractId'],
  submit: ['invoiceId'],
  tell_approvers: ['approvalId', 'why'],
  tell_giver: ['standingApprovalId'],
  chase_approvals: [],
  issue: ['invoiceId'],
  render: ['invoiceId'],
  deliver: ['invoiceId'],
  sync_accounting: ['invoiceId', 'connectionId'],
  reissue: ['invoiceId'],
  sync_crm: ['invoiceId'],
  settle: ['paymentId'],
  apply_account: ['invoiceId'],
  mark_overdue: [],
  plan_reminders: [],
  remind: ['reminderId'],
  bill_due: [],
  bill_part: [],
  check_numbers: [],
  prune: [],
  anchor_audit: [],
  mail_anchor: ['day'],
  fetch_rates: [],
  replay: ['runId'],
  run_mapping: ['runId'],
  notify: ['deliveryId'],
  alert: ['endpointId'],
};

/**
 * Identifies what a job is about within its stage: a payment, an invoice, a deal, a record. Jobs that only share an
 * ordering key have different ones, and so have the parts of one subject. A payload that does not say it is identified by its ordering key.
 */
export function subjectKeyOf({ stage, key, payload }: JobOfSubject): string {
  const held = new Map<string, unknown>(Object.entries(payload));
  const parts = SUBJECT_FIELDS[stage].map((field) => held.get(field));
  if (parts.length === 0 || !parts.every((part) => typeof part === 'string')) return key;
  const within = held.get('part');
  return (typeof within === 'string' ? [...parts, within] : parts).join('/');
}

/** Identifies a record of another system over its versions: where it came from, its object and its id there. */
export function recordKeyOf(record: {
  connectionId: string | null;
  system: string;
  object: string;
  externalId: string;
}): string {
  return `${record.connectionId ?? record.system}/${record.object}/${record.externalId}`;
}

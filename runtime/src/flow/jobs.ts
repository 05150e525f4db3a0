import { z } from 'zod';
import type { HotTx, Statement, Tx } from '../db/open-database.ts';

const common = { organizationId: z.string(), requestId: z.string() };

/** What every job carries, also one that its stage does not know any more. */
export const JobOrigin = z.looseObject(common);
export type JobOrigin = z.infer<typeof JobOrigin>;

/** The stages that run as jobs, each with what its job carries. Order within a key holds per stage. */
export const JOB_PAYLOADS = {
  receive: z.object({ ...common, inboxIds: z.array(z.string()).min(1) }),
  fetch: z.object({
    ...common,
    connectionId: z.string(),
    object: z.string(),
    externalId: z.string(),
    /** When the hint came: a record fetched later than this needs no second fetch. */
    hintedAt: z.iso.datetime(),
  }),
  map: z.object({ ...common, recordIds: z.array(z.string()).min(1) }),
  draft: z.object({ ...common, dealId: z.string() }),
  bill: z.object({ ...common, contractId: z.string() }),
  submit: z.object({ ...common, invoiceId: z.string() }),
  /** Mails to those whom a request asks: when it is asked, reminded of, or escalated. */
  tell_approvers: z.object({
    ...common,
    approvalId: z.string(),
    why: z.enum(['asked', 'reminder', 'escalation']),
  }),
  /** Mails to whoever gave a standing approval that the contract changed. */
  tell_giver: z.object({ ...common, standingApprovalId: z.string() }),
  chase_approvals: z.object(common),
  issue: z.object({ ...common, invoiceId: z.string() }),
  render: z.object({ ...common, invoiceId: z.string() }),
  deliver: z.object({ ...common, invoiceId: z.string() }),
  sync_accounting: z.object({
    ...common,
    invoiceId: z.string(),
    connectionId: z.string(),
    /** Its losses and refunds, instead of the document itself. */
    part: z.literal('money').optional(),
  }),
  /** A voided invoice whose dispute was accepted by issuing it again. */
  reissue: z.object({ ...common, invoiceId: z.string() }),
  sync_crm: z.object({ ...common, invoiceId: z.string() }),
  settle: z.object({ ...common, paymentId: z.string() }),
  /** An invoice that was issued, to be paid from what its customer has on account. */
  apply_account: z.object({ ...common, invoiceId: z.string() }),
  mark_overdue: z.object(common),
  /** Plans the mails to customers about what is late. */
  plan_reminders: z.object(common),
  remind: z.object({ ...common, reminderId: z.string() }),
  bill_due: z.object(common),
  /** Contracts on which something falls due, billed in one transaction. */
  bill_part: z.object({ ...common, contractIds: z.array(z.string()).min(1) }),
  check_numbers: z.object(common),
  prune: z.object(common),
  anchor_audit: z.object(common),
  /** Mails the anchor of a day (UTC) to whoever keeps it. */
  mail_anchor: z.object({ ...common, day: z.iso.date() }),
  fetch_rates: z.object(common),
  replay: z.object({ ...common, runId: z.string() }),
  /** The next parts of a dry run or backfill of a mapping. */
  run_mapping: z.object({ ...common, runId: z.string() }),
  /** One attempt: a job for another attempt than the next one is out of date and does nothing. */
  notify: z.object({ ...common, deliveryId: z.string(), attempt: z.int().positive() }),
  alert: z.object({ ...common, endpointId: z.string() }),
} as const;

/** The name of a stage that runs as a job. */
export type Stage = keyof typeof JOB_PAYLOADS;

/** What the job of a stage carries. */
export type JobPayload<S extends Stage> = z.infer<(typeof JOB_PAYLOADS)[S]>;

/** A job to hand over. Jobs of one stage with the same key run one after the other, in order. */
export type NewJob<S extends Stage = Stage> = {
  [K in S]: {
    stage: K;
    key: string;
    payload: JobPayload<K>;
    /** Not before this instant; at once without one. */
    startAfter?: Date;
  };
}[S];

/** Hands work to the next stage, inside the transaction that makes it necessary. */
export type Jobs = {
  enqueue(tx: Tx, jobs: NewJob[]): Promise<void>;
  /** The statements that enqueue jobs, for a transaction that is sent in one round trip. */
  toStatements(jobs: NewJob[]): Promise<(hot: HotTx) => Statement[]>;
};

/** True for the name of a stage. */
export const isStage = (text: string): text is Stage => Object.hasOwn(JOB_PAYLOADS, text);

/** Reads a stored job; throws ZodError for a payload that its stage does not know. */
export function parseJob(stage: Stage, key: string, data: unknown): NewJob {
  // The compiler cannot see that schema and stage belong together; the look-up above makes it so.
  return { stage, key, payload: JOB_PAYLOADS[stage].parse(data) } as NewJob;
}

import { desc, eq, inArray, or } from 'drizzle-orm';
import type { ReportKind } from '../../core/delivery/delivery-report.ts';
import type { Tx } from '../../db/open-database.ts';
import { bounceClosings, deliveryReports, sendAttempts } from '../../db/schema/index.ts';

/** What was told of one recipient of a mail. */
export type ReportView = {
  id: string;
  recipient: string;
  kind: ReportKind;
  at: Date;
  reason: string | null;
  /** Who saw to a bounce in another way than by sending again, and how; null where nobody did. */
  closed: { by: string; at: Date; reason: string } | null;
};

/** One attempt to send a document, with what was reported of it since. */
export type SendView = {
  id: string;
  state: 'queued' | 'sending' | 'sent' | 'unknown' | 'failed';
  messageId: string;
  recipients: string[];
  detail: string | null;
  queuedAt: Date;
  /** What all of its reports come to; null without any. */
  reported: ReportKind | null;
  reports: ReportView[];
};

/** Reads the attempts to send a document, the newest first, each with its reports in the order of their time. */
export async function readSends(tx: Tx, invoiceId: string): Promise<SendView[]> {
  const attempts = await tx
    .select()
    .from(sendAttempts)
    .where(eq(sendAttempts.invoiceId, invoiceId))
    .orderBy(desc(sendAttempts.queuedAt), desc(sendAttempts.id));
  const reports = await readReports(
    tx,
    attempts.map(({ id }) => id),
  );
  return attempts.map(({ id, state, messageId, recipients, detail, queuedAt, reported }) => ({
    id,
    state,
    messageId,
    recipients: recipients.map(({ email }) => email),
    detail,
    queuedAt,
    reported,
    reports: reports.get(id) ?? [],
  }));
}

/** The reports of mails, by the id of the mail, each in the order of their time. */
export async function readReports(tx: Tx, mailIds: readonly string[]): Promise<Map<string, ReportView[]>> {
  if (mailIds.length === 0) return new Map();
  const ids = [...mailIds];
  const rows = await tx
    .select({ report: deliveryReports, closing: bounceClosings })
    .from(deliveryReports)
    .leftJoin(bounceClosings, eq(bounceClosings.reportId, deliveryReports.id))
    .where(or(inArray(deliveryReports.attemptId, ids), inArray(deliveryReports.reminderId, ids)))
    .orderBy(deliveryReports.occurredAt, deliveryReports.id);
  const ofMails = Map.groupBy(rows, ({ report }) => report.attemptId ?? report.reminderId ?? '');
  return new Map([...ofMails].map(([mailId, found]) => [mailId, found.map(toView)]));
}

type Row = {
  report: typeof deliveryReports.$inferSelect;
  closing: typeof bounceClosings.$inferSelect | null;
};

const toView = ({ report: { id, recipient, kind, occurredAt, reason }, closing }: Row): ReportView => ({
  id,
  recipient,
  kind,
  at: occurredAt,
  reason,
  closed:
    closing === null ? null : { by: closing.closedBy.name, at: closing.closedAt, reason: closing.reason },
});

import { eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import {
  kindOfMail,
  kindOfRecipient,
  type RecipientReport,
  type ReportKind,
} from '../../core/delivery/delivery-report.ts';
import type { Tx } from '../../db/open-database.ts';
import { deliveryReports } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { applyToDocument } from './apply-to-document.ts';
import { applyToReminder } from './apply-to-reminder.ts';
import type { ReportedMail } from './lock-mail.ts';

/** A report of a mail, its recipient as the mail was addressed. */
export type DeliveryReport = {
  kind: ReportKind;
  recipient: string;
  at: Date;
  reason: string | null;
  /** Names it where it comes from; null where it has no name there. */
  externalId: string | null;
};

/** What a report changes: of its recipient, and of the mail. */
export type ReportChange = {
  report: DeliveryReport;
  ofRecipient: { before: ReportKind | null; now: ReportKind | null };
  ofMail: { before: ReportKind | null; now: ReportKind | null };
};

/** What became of a report: `isNew` is false for one that says of its recipient what was reported already. */
export type RecordedReport = {
  mail: { kind: ReportedMail['kind']; id: string };
  invoiceIds: string[];
  recipient: string;
  kind: ReportKind;
  isNew: boolean;
};

/**
 * Keeps a report of a locked mail with what all of its reports come to, which is the same in whatever order they come, and
 * tells of it once. Throws `delivery.report_id_reused` where its id names another report.
 */
export async function recordReport(
  tx: Tx,
  ctx: Ctx,
  mail: ReportedMail,
  report: DeliveryReport,
): Promise<RecordedReport> {
  const { kind, recipient } = report;
  const invoiceIds = mail.invoices.map(({ id }) => id);
  const recorded = { mail: { kind: mail.kind, id: mail.id }, invoiceIds, recipient, kind };
  const earlier = await loadReports(tx, mail);
  if (!(await insertReport(tx, ctx, mail, report))) {
    const isSame = earlier.some((each) => each.recipient === recipient && each.kind === kind);
    if (isSame) return { ...recorded, isNew: false };
    throw new AppError('delivery.report_id_reused');
  }
  const all = [...earlier, report];
  const change = {
    report,
    ofRecipient: { before: kindOfRecipient(earlier, recipient), now: kindOfRecipient(all, recipient) },
    ofMail: { before: kindOfMail(mail.recipients, earlier), now: kindOfMail(mail.recipients, all) },
  };
  await recordAudit(tx, ctx, {
    action: `delivery.report_${kind}`,
    objectKind: mail.kind === 'document' ? 'invoice' : 'reminder',
    objectId: mail.kind === 'document' ? invoiceIds.join() : mail.id,
    after: { mailId: mail.id, messageId: mail.messageId, recipients: [recipient] },
    ...(report.reason === null ? {} : { reason: report.reason }),
  });
  await (mail.kind === 'document' ? applyToDocument : applyToReminder)(tx, ctx, mail, change);
  return { ...recorded, isNew: true };
}

const columnOf = ({ kind }: ReportedMail) =>
  kind === 'document' ? deliveryReports.attemptId : deliveryReports.reminderId;

const loadReports = (tx: Tx, mail: ReportedMail): Promise<RecipientReport[]> =>
  tx
    .select({ recipient: deliveryReports.recipient, kind: deliveryReports.kind })
    .from(deliveryReports)
    .where(eq(columnOf(mail), mail.id));

/** False where the same was reported before, or its id is taken. */
async function insertReport(tx: Tx, ctx: Ctx, mail: ReportedMail, report: DeliveryReport): Promise<boolean> {
  const { at: occurredAt, ...told } = report;
  const inserted = await tx
    .insert(deliveryReports)
    .values({
      organizationId: ctx.organizationId,
      id: ctx.deps.ids.next('deliveryReport'),
      attemptId: mail.kind === 'document' ? mail.id : null,
      reminderId: mail.kind === 'reminder' ? mail.id : null,
      ...told,
      occurredAt,
      reportedBy: ctx.actor,
      createdAt: ctx.deps.clock.now(),
    })
    .onConflictDoNothing()
    .returning({ id: deliveryReports.id });
  return inserted.length > 0;
}

import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { reminders } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { recordEvent } from '../record-event.ts';
import type { ReportedMail } from './lock-mail.ts';
import type { ReportChange } from './record-report.ts';
import { reportData } from './report-data.ts';

/** Keeps what was reported of a reminder, and tells of one that came back once for each invoice that it asks for. */
export async function applyToReminder(
  tx: Tx,
  ctx: Ctx,
  mail: ReportedMail,
  { report, ofRecipient, ofMail }: ReportChange,
): Promise<void> {
  await tx.update(reminders).set({ reported: ofMail.now }).where(eq(reminders.id, mail.id));
  if (ofRecipient.now !== 'bounced' || ofRecipient.before === 'bounced') return;
  const data = reportData(mail, report);
  for (const { id } of mail.invoices) await recordEvent(tx, ctx, id, 'invoice.reminder_bounced', data);
}

import { and, eq } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import type { Tx } from '../../db/open-database.ts';
import { deadLetters, sendAttempts } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import { loadStanding } from '../read/load-standing.ts';
import { recordEvent } from '../record-event.ts';
import type { ReportedMail } from './lock-mail.ts';
import type { ReportChange } from './record-report.ts';
import { reportData } from './report-data.ts';

/**
 * Brings the delivery of a document up to what was reported of its mail (model.md E5, row 16), and tells of what that
 * changes. The CRM hears of it where the status that it shows is another one by that.
 */
export async function applyToDocument(
  tx: Tx,
  ctx: Ctx,
  mail: ReportedMail,
  change: ReportChange,
): Promise<void> {
  const [invoice] = mail.invoices;
  assert(invoice !== undefined, 'a document is sent with its mail');
  const invoiceId = invoice.id;
  const before = await loadStanding(tx, ctx, invoiceId);
  await tx.update(sendAttempts).set({ reported: change.ofMail.now }).where(eq(sendAttempts.id, mail.id));
  const now = await loadStanding(tx, ctx, invoiceId);
  if (isAnswerToDoubt(mail, change)) await resolveDoubt(tx, invoiceId);
  const event = eventOf(mail, change);
  if (event !== undefined) {
    const moved = before.delivery === now.delivery ? {} : { previous: { delivery: before.delivery } };
    const told = reportData(mail, change.report);
    await recordEvent(tx, ctx, invoiceId, event, { ...told, delivery: now.delivery, ...moved });
  }
  if (before.displayStatus === now.displayStatus) return;
  const { organizationId, requestId } = ctx;
  await ctx.deps.jobs.enqueue(tx, [
    { stage: 'sync_crm', key: invoiceId, payload: { organizationId, requestId, invoiceId } },
  ]);
}

/**
 * What receivers hear: of each recipient whose mail came back, of the first that opened it, and that it was sent where that
 * was not known. Whoever hands a mail over tells that it was sent; a provider that says so too says nothing new.
 */
function eventOf(mail: ReportedMail, { ofRecipient, ofMail }: ReportChange): string | undefined {
  if (ofRecipient.now === 'bounced') {
    return ofRecipient.before === 'bounced' ? undefined : 'invoice.bounced';
  }
  if (ofMail.before === ofMail.now) return undefined;
  if (ofMail.now === 'opened') return 'invoice.opened';
  return isAnswerToDoubt(mail, { ofMail }) ? 'invoice.sent' : undefined;
}

/** The first report of a mail of which it was not known whether it went out: it did. */
const isAnswerToDoubt = ({ state }: ReportedMail, { ofMail }: Pick<ReportChange, 'ofMail'>): boolean =>
  state === 'unknown' && ofMail.before === null;

/** The failed job of such a mail waits for nobody any more. */
const resolveDoubt = (tx: Tx, invoiceId: string): Promise<unknown> =>
  tx
    .update(deadLetters)
    .set({ state: 'resolved' })
    .where(
      and(
        eq(deadLetters.queue, 'deliver'),
        eq(deadLetters.subjectKey, invoiceId),
        eq(deadLetters.state, 'dead'),
        eq(deadLetters.code, 'delivery.outcome_unknown'),
      ),
    );

import { createHash } from 'node:crypto';
import { AppError } from '../../core/app-error.ts';
import { isSameAddress } from '../../core/delivery/delivery-report.ts';
import {
  type Notification,
  type NotifiedRecipient,
  readNotification,
} from '../../core/delivery/notification/read-notification.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { authorise, type Ctx } from '../context.ts';
import { lockMail, type ReportedMail } from './lock-mail.ts';
import { type RecordedReport, recordReport } from './record-report.ts';
import { refuseUnsent } from './report-delivery.ts';

/**
 * Takes a mail server's delivery status notification as it arrived (RFC 3464): one report for each recipient of whom it
 * decides something, all of them or none. One that only says that a mail is late reports nothing. Throws
 * `delivery.message_unreadable` for every other message, and what `reportDelivery` throws.
 */
export async function reportMessage({
  ctx,
  input: { bytes },
}: {
  ctx: Ctx;
  input: { bytes: Uint8Array };
}): Promise<RecordedReport[]> {
  authorise(ctx, ISSUED_COMMANDS.report_delivery.permission);
  const read = readNotification(new TextDecoder().decode(bytes));
  if (!read.ok) throw new AppError('delivery.message_unreadable', { detail: read.reason });
  const notification = read.value;
  const externalId = notification.messageId ?? createHash('sha256').update(bytes).digest('hex');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const mail = await lockMail(tx, ctx, notification.about);
    if (mail === undefined) throw new AppError('delivery.mail_unknown');
    refuseUnsent(mail);
    const at = timeOf(ctx, mail, notification);
    const recorded: RecordedReport[] = [];
    for (const { kind, reason, ...of } of notification.recipients) {
      if (kind === null) continue;
      const recipient = recipientOf(mail, of);
      recorded.push(await recordReport(tx, ctx, mail, { kind, recipient, at, reason, externalId }));
    }
    return recorded;
  });
}

/** The date of a notification is somebody else's word: one that cannot be is not believed. */
function timeOf(ctx: Ctx, mail: ReportedMail, { at }: Notification): Date {
  const now = ctx.deps.clock.now();
  return at === null || at > now || at < mail.queuedAt ? now : at;
}

/**
 * The recipient of the mail that a notification is about. Of a mail to one person it is that person, under whatever address
 * it came back; else an address that nobody of the mail has cannot be placed.
 */
function recipientOf(
  { recipients }: ReportedMail,
  { addresses }: Pick<NotifiedRecipient, 'addresses'>,
): string {
  const [only, ...others] = recipients.map(({ email }) => email);
  const found = addresses
    .flatMap((address) => recipients.find(({ email }) => isSameAddress(email, address)) ?? [])
    .at(0)?.email;
  if (found !== undefined) return found;
  if (only !== undefined && others.length === 0) return only;
  throw new AppError('delivery.report_refused', {
    detail: `None of the recipients of the mail is ${addresses.join(' or ')}: report it with its recipient.`,
  });
}

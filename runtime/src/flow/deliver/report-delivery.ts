import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { isSameAddress, REASON_MAX_CHARS, REPORT_KINDS } from '../../core/delivery/delivery-report.ts';
import { ISSUED_COMMANDS } from '../../core/invoice/issued-commands.ts';
import { mailLine } from '../../core/mail-line.ts';
import { authorise, type Ctx } from '../context.ts';
import { invalidInput } from '../settle/read-amount.ts';
import { lockMail, type ReportedMail } from './lock-mail.ts';
import { type RecordedReport, recordReport } from './record-report.ts';

/** What a provider tells of a mail. */
export const ReportDeliveryInput = z.strictObject({
  /** The id of the send or reminder, or the Message-ID of the mail that went out. */
  mail: z.string().trim().min(1).max(320),
  kind: z.enum(REPORT_KINDS),
  /** Whom it is about; may be left out where the mail has one recipient. */
  recipient: z.string().trim().min(1).max(320).optional(),
  /** When it happened; without it, now. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** In the provider's words; kept as one line. */
  reason: z.string().max(10_000).optional(),
  /** Names the report where it comes from. */
  id: z.string().trim().min(1).max(200).optional(),
});
export type ReportDeliveryInput = z.infer<typeof ReportDeliveryInput>;

/** As far as the clock of a provider may be apart from ours. */
const CLOCK_SKEW_MAX_MS = 15 * 60_000;

/**
 * Takes what a provider tells of a mail (model.md E5, row 16): that it was sent, opened, or came back. The same again
 * changes nothing, and a late report takes nothing back. Throws `delivery.mail_unknown` for a name that no mail has,
 * `delivery.report_refused` where the report does not fit the mail, `delivery.report_id_reused` for an id that names another
 * report, and `request.invalid` for a time that cannot be.
 */
export async function reportDelivery({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ReportDeliveryInput;
}): Promise<RecordedReport> {
  authorise(ctx, ISSUED_COMMANDS.report_delivery.permission);
  const now = ctx.deps.clock.now();
  const at = input.at === undefined ? now : new Date(input.at);
  if (at.getTime() > now.getTime() + CLOCK_SKEW_MAX_MS) throw invalidInput('/at', 'has not come yet');
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const mail = await lockMail(tx, ctx, [input.mail]);
    if (mail === undefined) throw new AppError('delivery.mail_unknown');
    refuseUnsent(mail);
    if (at.getTime() < mail.queuedAt.getTime() - CLOCK_SKEW_MAX_MS) {
      throw invalidInput('/at', 'lies before the mail was sent');
    }
    const reason = mailLine(input.reason ?? '', REASON_MAX_CHARS);
    return recordReport(tx, ctx, mail, {
      kind: input.kind,
      recipient: recipientOf(mail, input.recipient),
      at,
      reason: reason === '' ? null : reason,
      externalId: input.id ?? null,
    });
  });
}

/** Throws `delivery.report_refused` for a mail that the server never took: whoever reports of it means another one. */
export function refuseUnsent({ state, id }: ReportedMail): void {
  if (state === 'sent' || state === 'sending' || state === 'unknown') return;
  throw new AppError('delivery.report_refused', { detail: `The mail ${id} did not go out (${state}).` });
}

function recipientOf({ recipients }: ReportedMail, told: string | undefined): string {
  const [only, ...others] = recipients.map(({ email }) => email);
  if (told === undefined) {
    if (only !== undefined && others.length === 0) return only;
    throw invalidInput('/recipient', 'is needed, since the mail has several recipients');
  }
  const found = recipients.find(({ email }) => isSameAddress(email, told));
  if (found !== undefined) return found.email;
  throw new AppError('delivery.report_refused', {
    errors: [
      { pointer: '/recipient', code: 'delivery.report_refused', detail: 'is no recipient of this mail' },
    ],
  });
}

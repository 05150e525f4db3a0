import type { JsonObject } from '../../core/json.ts';
import type { ReportedMail } from './lock-mail.ts';
import type { DeliveryReport } from './record-report.ts';

/** What an event says of a report. */
export const reportData = (
  { kind, id, messageId }: ReportedMail,
  { recipient, at, reason }: DeliveryReport,
): JsonObject => ({
  ...(kind === 'document' ? { attemptId: id } : { reminderId: id }),
  messageId,
  recipients: [recipient],
  at: at.toISOString(),
  ...(reason === null ? {} : { reason }),
});

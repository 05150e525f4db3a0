import { z } from '@hono/zod-openapi';
import { REPORT_KINDS } from '../../core/delivery/delivery-report.ts';
import { CloseBounceInput } from '../../flow/deliver/close-bounce.ts';
import { ReportDeliveryInput } from '../../flow/deliver/report-delivery.ts';
import { Instant } from './common.ts';

/** What a provider tells of a mail. */
export const ReportDeliveryBody = z.strictObject(ReportDeliveryInput.shape).openapi('ReportDeliveryBody', {
  example: {
    mail: '<snd_0198f1c27a4e7c119d5b2f6f3f1f9a10@hub.example>',
    kind: 'bounced',
    recipient: 'ap@customer.example',
    at: '2026-11-24T03:00:00.000Z',
    reason: '5.1.1 smtp; 550 no such user',
    id: 'feedback-0102018f',
  },
});

export const CloseBounceBody = z
  .strictObject(CloseBounceInput.shape)
  .openapi('CloseBounceBody', { example: { reason: 'Sent by post on 24 November.' } });

const Kind = z.enum(REPORT_KINDS);

/** What became of a report. */
export const RecordedReportSchema = z
  .object({
    mail: z.object({ kind: z.enum(['document', 'reminder']), id: z.string() }),
    invoiceIds: z
      .array(z.string())
      .openapi({ description: 'The documents that the mail is about; a reminder may be about several.' }),
    recipient: z.string(),
    kind: Kind,
    isNew: z.boolean().openapi({ description: 'False where the same was reported of the recipient before.' }),
  })
  .openapi('RecordedReport');

export const RecordedReportsSchema = z
  .object({ items: z.array(RecordedReportSchema) })
  .openapi('RecordedReports');

/** What was told of one recipient of a mail. */
export const ReportSchema = z
  .object({
    id: z.string(),
    recipient: z.string(),
    kind: Kind,
    at: Instant,
    reason: z.string().nullable(),
    closed: z
      .object({ by: z.string(), at: Instant, reason: z.string() })
      .nullable()
      .openapi({ description: 'How a bounce was seen to otherwise than by sending again.' }),
  })
  .openapi('DeliveryReport');

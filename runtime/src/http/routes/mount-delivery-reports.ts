import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { closeBounce } from '../../flow/deliver/close-bounce.ts';
import { reportDelivery } from '../../flow/deliver/report-delivery.ts';
import { reportMessage } from '../../flow/deliver/report-message.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import {
  CloseBounceBody,
  RecordedReportSchema,
  RecordedReportsSchema,
  ReportDeliveryBody,
} from '../schemas/delivery-reports.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const common = { method: 'post' as const, tags: ['Invoices'] };

const report = createRoute({
  ...common,
  path: '/v1/delivery-reports',
  summary: 'Report what became of a mail',
  description:
    'Takes what a mail provider tells of a mail of an invoice or a reminder: `sent` (accepted by the receiving server), ' +
    '`opened` or `bounced`. `mail` is its Message-ID, or the id of the send. The same again changes nothing, and the order ' +
    'does not matter: a late `sent` takes neither `opened` nor `bounced` back. A bounce of an issued document is an exception.',
  request: { body: { required: true, content: { 'application/json': { schema: ReportDeliveryBody } } } },
  responses: {
    200: jsonResponse('It was reported before.', RecordedReportSchema),
    201: jsonResponse('It is kept.', RecordedReportSchema),
    ...PROBLEM_RESPONSES,
  },
});

const message = createRoute({
  ...common,
  path: '/v1/delivery-reports/message',
  summary: 'Report a bounce by its message',
  description:
    "Takes a mail server's delivery status notification (RFC 3464) as it arrived, of at most 8 MiB. It names the mail by what " +
    'it returns of it. Recipients whose mail is only late are left out, so the answer may be empty. Any other message is ' +
    'refused and changes nothing.',
  request: {
    body: { required: true, content: { 'message/rfc822': { schema: { type: 'string' } } } },
  },
  responses: {
    200: jsonResponse('What was reported, by recipient.', RecordedReportsSchema),
    ...PROBLEM_RESPONSES,
  },
});

const close = createRoute({
  ...common,
  path: '/v1/delivery-reports/{id}/close',
  summary: 'Close a bounce',
  description:
    'Says that a bounce was seen to otherwise than by sending again, such as by post, and takes it off the exceptions. What ' +
    'was reported stays. A second time changes nothing.',
  request: {
    params: idParams('deliveryReport'),
    body: { required: true, content: { 'application/json': { schema: CloseBounceBody } } },
  },
  responses: { 204: { description: 'It is closed.' }, ...PROBLEM_RESPONSES },
});

/** Mounts what others tell of mails that went out. */
export function mountDeliveryReports(app: OpenAPIHono): void {
  app.openapi(report, async (c) => {
    const recorded = await reportDelivery({ ctx: c.get('ctx'), input: c.req.valid('json') });
    return c.json(recorded, recorded.isNew ? 201 : 200);
  });
  app.openapi(message, async (c) =>
    c.json({ items: await reportMessage({ ctx: c.get('ctx'), input: { bytes: c.get('bodyBytes') } }) }, 200),
  );
  app.openapi(close, async (c) => {
    const reportId = c.req.valid('param').id;
    await closeBounce({ ctx: c.get('ctx'), input: { reportId, ...c.req.valid('json') } });
    return c.body(null, 204);
  });
}

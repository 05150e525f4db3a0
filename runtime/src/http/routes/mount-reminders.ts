import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { listPolicies } from '../../flow/remind/list-policies.ts';
import { previewReminders } from '../../flow/remind/preview-reminders.ts';
import { readReminders } from '../../flow/remind/read-reminders.ts';
import { remindNow } from '../../flow/remind/remind-now.ts';
import { removePolicy } from '../../flow/remind/remove-policy.ts';
import { savePolicy } from '../../flow/remind/save-policy.ts';
import { CreatedSchema, idParams, jsonResponse } from '../schemas/common.ts';
import { EmptyBody } from '../schemas/invoice.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import {
  InvoiceRemindersSchema,
  PoliciesSchema,
  PreviewPolicyBody,
  ReminderPreviewSchema,
  SavePolicyBody,
} from '../schemas/reminders.ts';

const tags = ['Money'];
const bodyOf = <Schema>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
});

const list = createRoute({
  method: 'get',
  path: '/v1/reminder-policies',
  tags,
  summary: 'List reminder policies',
  description: 'When customers are reminded: by legal entity, and of customers with a policy of their own.',
  responses: { 200: jsonResponse('Every policy.', PoliciesSchema), ...PROBLEM_RESPONSES },
});

const save = createRoute({
  method: 'put',
  path: '/v1/reminder-policies',
  tags,
  summary: 'Set when customers are reminded',
  description:
    'Sets the policy of a legal entity, or of one customer of it. Nothing is sent by itself while it is off.',
  request: { body: bodyOf(SavePolicyBody) },
  responses: { 200: jsonResponse('The policy.', CreatedSchema), ...PROBLEM_RESPONSES },
});

const preview = createRoute({
  method: 'post',
  path: '/v1/reminder-policies/preview',
  tags,
  summary: 'Try a reminder policy out',
  description: 'What would be sent today if the policy were on, and when what comes next. Nothing is sent.',
  request: { body: bodyOf(PreviewPolicyBody) },
  responses: { 200: jsonResponse('The plans.', ReminderPreviewSchema), ...PROBLEM_RESPONSES },
});

const remove = createRoute({
  method: 'delete',
  path: '/v1/reminder-policies/{id}',
  tags,
  summary: 'Remove a reminder policy',
  description:
    'A customer follows the policy of the legal entity again; a legal entity without one reminds nobody.',
  request: { params: idParams('reminderPolicy') },
  responses: { 204: { description: 'It is removed.' }, ...PROBLEM_RESPONSES },
});

const show = createRoute({
  method: 'get',
  path: '/v1/invoices/{id}/reminders',
  tags,
  summary: 'Get the reminders of an invoice',
  description: 'What was sent about it, the newest first, and what comes next for its customer.',
  request: { params: idParams('invoice') },
  responses: { 200: jsonResponse('The reminders.', InvoiceRemindersSchema), ...PROBLEM_RESPONSES },
});

const now = createRoute({
  method: 'post',
  path: '/v1/invoices/{id}/reminders',
  tags,
  summary: 'Remind now',
  description:
    'Sends one mail about the invoice and what else is late of its customer in its currency, whatever the policy says. Once a day.',
  request: { params: idParams('invoice'), body: bodyOf(EmptyBody) },
  responses: { 201: jsonResponse('The reminder.', CreatedSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes of reminders. */
export function mountReminders(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const rows = await listPolicies({ ctx: c.get('ctx') });
    return c.json({ data: rows.map((row) => ({ ...row, changedAt: row.changedAt.toISOString() })) }, 200);
  });
  app.openapi(save, async (c) =>
    c.json({ id: await savePolicy({ ctx: c.get('ctx'), input: c.req.valid('json') }) }, 200),
  );
  app.openapi(preview, async (c) =>
    c.json(await previewReminders({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200),
  );
  app.openapi(remove, async (c) => {
    await removePolicy({ ctx: c.get('ctx'), input: { policyId: c.req.valid('param').id } });
    return c.body(null, 204);
  });
  app.openapi(show, async (c) => {
    const input = { invoiceId: c.req.valid('param').id };
    const { sent, ...view } = await readReminders({ ctx: c.get('ctx'), input });
    const told = sent.map((row) => ({ ...row, endedAt: row.endedAt?.toISOString() ?? null }));
    return c.json({ ...view, sent: told }, 200);
  });
  app.openapi(now, async (c) => {
    const input = { invoiceId: c.req.valid('param').id };
    return c.json({ id: await remindNow({ ctx: c.get('ctx'), input }) }, 201);
  });
}

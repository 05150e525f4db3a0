import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { getApproval, listApprovals } from '../../flow/read/list-approvals.ts';
import { given, readPageQuery, toPageAnswer } from '../page-answer.ts';
import { idParams, jsonResponse, PageQuery } from '../schemas/common.ts';
import { ApprovalPage, ApprovalSchema, ApprovalState } from '../schemas/control.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { toSummaryAnswer } from '../to-summary.ts';

const tags = ['Control'];

const list = createRoute({
  method: 'get',
  path: '/v1/approvals',
  tags,
  summary: 'List approval requests',
  description:
    'Requests with their invoice and the rules that sent it there, newest first: those that wait for a person, or ' +
    'those of another state.',
  request: {
    query: PageQuery.extend({
      state: ApprovalState.optional().openapi({
        default: 'open',
        description: 'Those that wait unless told.',
      }),
    }),
  },
  responses: { 200: jsonResponse('A page of requests.', ApprovalPage), ...PROBLEM_RESPONSES },
});

const one = createRoute({
  method: 'get',
  path: '/v1/approvals/{id}',
  tags,
  summary: 'Get an approval request',
  description: 'One request in any state, with the decision once there is one.',
  request: { params: idParams('approval') },
  responses: { 200: jsonResponse('The request.', ApprovalSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes that read approval requests. */
export function mountApprovals(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const ctx = c.get('ctx');
    const { limit, cursor, state } = c.req.valid('query');
    const input = { ...readPageQuery(ctx, 'approvals', { limit, cursor }), ...given({ state }) };
    const page = await listApprovals({ ctx, input });
    const items = page.items.map((item) => ({ ...item, invoice: toSummaryAnswer(item.invoice) }));
    return c.json(toPageAnswer(ctx, 'approvals', { ...page, items }), 200);
  });
  app.openapi(one, async (c) => {
    const approval = await getApproval({ ctx: c.get('ctx'), input: c.req.valid('param') });
    return c.json({ ...approval, invoice: toSummaryAnswer(approval.invoice) }, 200);
  });
}

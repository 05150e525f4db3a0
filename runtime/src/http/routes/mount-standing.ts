import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { giveStanding } from '../../flow/approve/standing/give-standing.ts';
import { getStanding, listStanding } from '../../flow/approve/standing/list-standing.ts';
import { revokeStanding } from '../../flow/approve/standing/revoke-standing.ts';
import { given } from '../page-answer.ts';
import {
  RevokeStandingBody,
  StandingApprovalBody,
  StandingApprovalSchema,
  StandingApprovalsSchema,
} from '../schemas/approval-terms.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const tags = ['Control'];
const jsonBody = <Schema>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
});

const list = createRoute({
  method: 'get',
  path: '/v1/contracts/{id}/standing-approvals',
  tags,
  summary: 'List standing approvals of a contract',
  description: 'What people approved of its invoices beforehand, newest first, ended ones included.',
  request: { params: idParams('contract') },
  responses: { 200: jsonResponse('Every standing approval.', StandingApprovalsSchema), ...PROBLEM_RESPONSES },
});

const give = createRoute({
  method: 'post',
  path: '/v1/contracts/{id}/standing-approvals',
  tags,
  summary: 'Approve the invoices of a contract beforehand',
  description:
    'An invoice of the contract within the limits is approved at once wherever its giver could decide it: same buyer, ' +
    'currency, terms and account. What lies beyond them waits for people and says why. A change of the contract ends it. ' +
    'Only a person may, and nobody who has a hand in the contract or in the rules.',
  request: { params: idParams('contract'), body: jsonBody(StandingApprovalBody) },
  responses: { 201: jsonResponse('The standing approval.', StandingApprovalSchema), ...PROBLEM_RESPONSES },
});

const one = createRoute({
  method: 'get',
  path: '/v1/standing-approvals/{id}',
  tags,
  summary: 'Get a standing approval',
  description: 'Its limits, whether it holds, and what it approved.',
  request: { params: idParams('standingApproval') },
  responses: { 200: jsonResponse('The standing approval.', StandingApprovalSchema), ...PROBLEM_RESPONSES },
});

const revoke = createRoute({
  method: 'post',
  path: '/v1/standing-approvals/{id}/revoke',
  tags,
  summary: 'Take a standing approval back',
  description: 'Ends it at once: its giver may, and an administrator. What it approved stays approved.',
  request: { params: idParams('standingApproval'), body: jsonBody(RevokeStandingBody) },
  responses: { 200: jsonResponse('The standing approval.', StandingApprovalSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes of standing approvals. */
export function mountStanding(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const input = { contractId: c.req.valid('param').id };
    return c.json({ data: await listStanding({ ctx: c.get('ctx'), input }) }, 200);
  });
  app.openapi(give, async (c) => {
    const ctx = c.get('ctx');
    const input = { contractId: c.req.valid('param').id, ...c.req.valid('json') };
    const standingId = await giveStanding({ ctx, input });
    return c.json(await getStanding({ ctx, input: { standingId } }), 201);
  });
  app.openapi(one, async (c) => {
    const input = { standingId: c.req.valid('param').id };
    return c.json(await getStanding({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(revoke, async (c) => {
    const ctx = c.get('ctx');
    const standingId = c.req.valid('param').id;
    await revokeStanding({ ctx, input: { standingId, ...given(c.req.valid('json')) } });
    return c.json(await getStanding({ ctx, input: { standingId } }), 200);
  });
}

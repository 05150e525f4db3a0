import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { listSegregation } from '../../flow/segregation/list-segregation.ts';
import { switchSegregation } from '../../flow/segregation/switch-segregation.ts';
import { listTolerances } from '../../flow/tolerance/list-tolerances.ts';
import { setTolerance } from '../../flow/tolerance/set-tolerance.ts';
import {
  EditToleranceBody,
  EditTolerancesSchema,
  SegregationParams,
  SegregationRulesSchema,
  SwitchSegregationBody,
} from '../schemas/approval-terms.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const tags = ['Control'];
const jsonBody = <Schema>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
});

const tolerances = createRoute({
  method: 'get',
  path: '/v1/edit-tolerances',
  tags,
  summary: 'List edit tolerances',
  description: 'By how much an approved invoice of each legal entity may change and stay approved.',
  responses: { 200: jsonResponse('One for each legal entity.', EditTolerancesSchema), ...PROBLEM_RESPONSES },
});

const tolerance = createRoute({
  method: 'put',
  path: '/v1/entities/{id}/edit-tolerance',
  tags,
  summary: 'Set an edit tolerance',
  description:
    'A change of amounts within it, measured against what people approved last, keeps the approval with a new entry for ' +
    'the new content. Any change of buyer, currency, account, terms or tax category voids it as ever. Both 0 takes it away.',
  request: { params: idParams('entity'), body: jsonBody(EditToleranceBody) },
  responses: { 204: { description: 'It counts from now on.' }, ...PROBLEM_RESPONSES },
});

const rules = createRoute({
  method: 'get',
  path: '/v1/segregation-rules',
  tags,
  summary: 'List segregation rules',
  description: 'Who must be another person than whom, and which of it was switched off, by whom and why.',
  responses: { 200: jsonResponse('Every rule.', SegregationRulesSchema), ...PROBLEM_RESPONSES },
});

const rule = createRoute({
  method: 'put',
  path: '/v1/segregation-rules/{rule}',
  tags,
  summary: 'Switch a segregation rule off or on',
  description:
    'Only an administrator in person may, with a reason, which stands beside each decision that is taken without it.',
  request: { params: SegregationParams, body: jsonBody(SwitchSegregationBody) },
  responses: { 204: { description: 'It counts from now on.' }, ...PROBLEM_RESPONSES },
});

/** Mounts the routes of what an organization lets approvals do: tolerances, and rules of segregation. */
export function mountApprovalTerms(app: OpenAPIHono): void {
  app.openapi(tolerances, async (c) => c.json({ data: await listTolerances({ ctx: c.get('ctx') }) }, 200));
  app.openapi(tolerance, async (c) => {
    const input = { entityId: c.req.valid('param').id, ...c.req.valid('json') };
    await setTolerance({ ctx: c.get('ctx'), input });
    return c.body(null, 204);
  });
  app.openapi(rules, async (c) => c.json({ data: await listSegregation({ ctx: c.get('ctx') }) }, 200));
  app.openapi(rule, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') };
    await switchSegregation({ ctx: c.get('ctx'), input });
    return c.body(null, 204);
  });
}

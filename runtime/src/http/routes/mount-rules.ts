import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { draftRules } from '../../flow/rules/draft-rules.ts';
import { listRules } from '../../flow/rules/list-rules.ts';
import { readRules } from '../../flow/rules/read-rules.ts';
import { readRulesVersion } from '../../flow/rules/read-rules-version.ts';
import { simulateRules } from '../../flow/rules/simulate-rules.ts';
import { given } from '../page-answer.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import {
  DraftRulesBody,
  RulesList,
  RulesSchema,
  RulesVersionSchema,
  SimulateRulesBody,
  SimulationSchema,
} from '../schemas/rules.ts';
import { toRulesAnswer, toRulesSummary, toRulesVersionAnswer } from '../to-rules-answer.ts';

const tags = ['Rules'];
const params = idParams('entity');

const list = createRoute({
  method: 'get',
  path: '/v1/rules',
  tags,
  summary: 'List rules',
  description:
    'The approval rules of every legal entity, with the version in force. All of them in one answer.',
  responses: { 200: jsonResponse('The rules.', RulesList), ...PROBLEM_RESPONSES },
});

const one = createRoute({
  method: 'get',
  path: '/v1/rules/{id}',
  tags,
  summary: 'Get the rules of a legal entity',
  description: 'Every version that there was of the rules of a legal entity, without their content.',
  request: { params },
  responses: { 200: jsonResponse('The rules.', RulesSchema), ...PROBLEM_RESPONSES },
});

const draft = createRoute({
  method: 'post',
  path: '/v1/rules/{id}/versions',
  tags,
  summary: 'Draft rules',
  description:
    'Opens a draft for a legal entity: a copy of a version, by default of the one in force, or of a definition. Nothing is ' +
    'routed by it until somebody else has reviewed and published it.',
  request: { params, body: { required: true, content: { 'application/json': { schema: DraftRulesBody } } } },
  responses: { 201: jsonResponse('The draft.', RulesVersionSchema), ...PROBLEM_RESPONSES },
});

const simulate = createRoute({
  method: 'post',
  path: '/v1/rules/simulate',
  tags,
  summary: 'Simulate rules',
  description:
    'Routes the invoices of the last days by a version, or by a definition that is not stored, and by the rules in force, ' +
    'and tells what differs, by amount and approver, with the clause that decides. No invoice is touched. What a version ' +
    'makes of them is kept with it, for its reviewer.',
  request: { body: { required: true, content: { 'application/json': { schema: SimulateRulesBody } } } },
  responses: { 200: jsonResponse('What differs.', SimulationSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes that list rules, open drafts of them and try them. */
export function mountRules(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const rules = await listRules({ ctx: c.get('ctx') });
    return c.json({ data: rules.map(toRulesSummary) }, 200);
  });
  app.openapi(one, async (c) => {
    const input = { entityId: c.req.valid('param').id };
    return c.json(toRulesAnswer(await readRules({ ctx: c.get('ctx'), input })), 200);
  });
  app.openapi(draft, async (c) => {
    const ctx = c.get('ctx');
    const input = { entityId: c.req.valid('param').id, ...given(c.req.valid('json')) };
    const view = await readRulesVersion({ ctx, input: await draftRules({ ctx, input }) });
    return c.json(toRulesVersionAnswer(view), 201);
  });
  app.openapi(simulate, async (c) => {
    const { entityId, ...rest } = c.req.valid('json');
    return c.json(await simulateRules({ ctx: c.get('ctx'), input: { entityId, ...given(rest) } }), 200);
  });
}

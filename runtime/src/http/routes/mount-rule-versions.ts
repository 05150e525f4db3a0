import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Ctx } from '../../flow/context.ts';
import { discardRules } from '../../flow/rules/discard-rules.ts';
import { publishRules } from '../../flow/rules/publish-rules.ts';
import { readRulesVersion } from '../../flow/rules/read-rules-version.ts';
import { reviewRules } from '../../flow/rules/review-rules.ts';
import { rollBackRules } from '../../flow/rules/roll-back-rules.ts';
import { saveRules } from '../../flow/rules/save-rules.ts';
import { submitRules } from '../../flow/rules/submit-rules.ts';
import { withdrawRules } from '../../flow/rules/withdraw-rules.ts';
import { given } from '../page-answer.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { EmptyBody } from '../schemas/invoice.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { ReviewRulesBody, RollBackRulesBody, RulesVersionSchema, SaveRulesBody } from '../schemas/rules.ts';
import { toRulesVersionAnswer } from '../to-rules-answer.ts';

const tags = ['Rules'];
const params = idParams('ruleSet');
const noBody = { required: false, content: { 'application/json': { schema: EmptyBody } } };
const responses = { 200: jsonResponse('The version.', RulesVersionSchema), ...PROBLEM_RESPONSES };

const one = createRoute({
  method: 'get',
  path: '/v1/rule-versions/{id}',
  tags,
  summary: 'Get a version of rules',
  description:
    'One version with its rules, what differs from those in force, what in it is probably a slip, and what it would have ' +
    'done with the invoices of the last days where somebody tried that.',
  request: { params },
  responses,
});

const save = createRoute({
  method: 'put',
  path: '/v1/rule-versions/{id}',
  tags,
  summary: 'Save a draft of rules',
  description:
    'What the draft says from now on. `revision` is the one that was read: a save on top of another one is refused. Rules ' +
    'that do not type-check are refused with pointer and character.',
  request: { params, body: { required: true, content: { 'application/json': { schema: SaveRulesBody } } } },
  responses,
});

const discard = createRoute({
  method: 'delete',
  path: '/v1/rule-versions/{id}',
  tags,
  summary: 'Discard a draft of rules',
  description: 'Gives a draft up. What it said stays readable.',
  request: { params },
  responses: { 204: { description: 'The draft is discarded.' }, ...PROBLEM_RESPONSES },
});

const submit = createRoute({
  method: 'post',
  path: '/v1/rule-versions/{id}/submit',
  tags,
  summary: 'Submit rules for review',
  description: 'Hands the draft to somebody who wrote nothing in it. It must say why it changes something.',
  request: { params, body: noBody },
  responses,
});

const withdraw = createRoute({
  method: 'post',
  path: '/v1/rule-versions/{id}/withdraw',
  tags,
  summary: 'Take rules back from review',
  description: 'The version is a draft again, and a review that it had is void.',
  request: { params, body: noBody },
  responses,
});

const review = createRoute({
  method: 'post',
  path: '/v1/rule-versions/{id}/review',
  tags,
  summary: 'Review rules',
  description:
    'Approves a version for publication, or returns it with a comment. The key acts as a person, and as nobody who wrote ' +
    'in the version.',
  request: { params, body: { required: true, content: { 'application/json': { schema: ReviewRulesBody } } } },
  responses,
});

const publish = createRoute({
  method: 'post',
  path: '/v1/rule-versions/{id}/publish',
  tags,
  summary: 'Publish reviewed rules',
  description:
    'Invoices that are submitted from now on are routed by it, and the version before is retired. The key acts as a ' +
    'person, and as nobody who wrote in the version.',
  request: { params, body: noBody },
  responses,
});

const rollBack = createRoute({
  method: 'post',
  path: '/v1/rule-versions/{id}/rollback',
  tags,
  summary: 'Roll rules back',
  description:
    'Puts a retired version in force again, with a reason. Nobody needs to review it twice; the key acts as a person, and ' +
    'as nobody who wrote in it.',
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: RollBackRulesBody } } },
  },
  responses,
});

type Step = (call: { ctx: Ctx; input: { versionId: string } }) => Promise<void>;

const answerOf = async (ctx: Ctx, versionId: string) =>
  toRulesVersionAnswer(await readRulesVersion({ ctx, input: { versionId } }));

/** Mounts the routes of one version of rules; each answers the version as it then is. */
export function mountRuleVersions(app: OpenAPIHono): void {
  app.openapi(one, async (c) => c.json(await answerOf(c.get('ctx'), c.req.valid('param').id), 200));
  app.openapi(save, async (c) => {
    const ctx = c.get('ctx');
    const versionId = c.req.valid('param').id;
    const { definition, revision, reason } = c.req.valid('json');
    await saveRules({ ctx, input: { versionId, definition, revision, ...given({ reason }) } });
    return c.json(await answerOf(ctx, versionId), 200);
  });
  app.openapi(discard, async (c) => {
    await discardRules({ ctx: c.get('ctx'), input: { versionId: c.req.valid('param').id } });
    return c.body(null, 204);
  });
  app.openapi(review, async (c) => {
    const ctx = c.get('ctx');
    const versionId = c.req.valid('param').id;
    const { decision, comment } = c.req.valid('json');
    await reviewRules({ ctx, input: { versionId, decision, ...given({ comment }) } });
    return c.json(await answerOf(ctx, versionId), 200);
  });
  app.openapi(rollBack, async (c) => {
    const ctx = c.get('ctx');
    const versionId = c.req.valid('param').id;
    await rollBackRules({ ctx, input: { versionId, ...c.req.valid('json') } });
    return c.json(await answerOf(ctx, versionId), 200);
  });
  const step = async (ctx: Ctx, versionId: string, verb: Step) => {
    await verb({ ctx, input: { versionId } });
    return answerOf(ctx, versionId);
  };
  app.openapi(submit, async (c) =>
    c.json(await step(c.get('ctx'), c.req.valid('param').id, submitRules), 200),
  );
  app.openapi(withdraw, async (c) =>
    c.json(await step(c.get('ctx'), c.req.valid('param').id, withdrawRules), 200),
  );
  app.openapi(publish, async (c) =>
    c.json(await step(c.get('ctx'), c.req.valid('param').id, publishRules), 200),
  );
}

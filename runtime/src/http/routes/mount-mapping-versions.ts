import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Ctx } from '../../flow/context.ts';
import { discardMapping } from '../../flow/mappings/discard-mapping.ts';
import { publishMapping } from '../../flow/mappings/publish-mapping.ts';
import { readVersion } from '../../flow/mappings/read-version.ts';
import { resumeMapping } from '../../flow/mappings/resume-mapping.ts';
import { rollBackMapping } from '../../flow/mappings/roll-back-mapping.ts';
import { saveMapping } from '../../flow/mappings/save-mapping.ts';
import { submitMapping } from '../../flow/mappings/submit-mapping.ts';
import { withdrawMapping } from '../../flow/mappings/withdraw-mapping.ts';
import { given } from '../page-answer.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { EmptyBody } from '../schemas/invoice.ts';
import { MappingVersionSchema, RollBackMappingBody, SaveMappingBody } from '../schemas/mappings.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { toVersionAnswer } from '../to-mapping-answer.ts';

const tags = ['Mappings'];
const params = idParams('mappingVersion');
const noBody = { required: false, content: { 'application/json': { schema: EmptyBody } } };
const responses = { 200: jsonResponse('The version.', MappingVersionSchema), ...PROBLEM_RESPONSES };

const one = createRoute({
  method: 'get',
  path: '/v1/mapping-versions/{id}',
  tags,
  summary: 'Get a version',
  description:
    'One version with its definition and script, what differs from the live one, what it would break, and what in it is ' +
    'probably a slip.',
  request: { params },
  responses,
});

const save = createRoute({
  method: 'put',
  path: '/v1/mapping-versions/{id}',
  tags,
  summary: 'Save a draft',
  description:
    'What the draft says from now on. `revision` is the one that was read: a save on top of another one is refused. A ' +
    'definition that does not compile is refused by row, a script by line and column.',
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: SaveMappingBody } } },
  },
  responses,
});

const discard = createRoute({
  method: 'delete',
  path: '/v1/mapping-versions/{id}',
  tags,
  summary: 'Discard a draft',
  description: 'Gives a draft up. What it said stays readable.',
  request: { params },
  responses: { 204: { description: 'The draft is discarded.' }, ...PROBLEM_RESPONSES },
});

const submit = createRoute({
  method: 'post',
  path: '/v1/mapping-versions/{id}/submit',
  tags,
  summary: 'Submit a draft for review',
  description:
    'Its fixtures must hold, and it may drop no required field and change no type of the live version. Somebody else ' +
    'reviews it in the console: a key cannot.',
  request: { params, body: noBody },
  responses,
});

const withdraw = createRoute({
  method: 'post',
  path: '/v1/mapping-versions/{id}/withdraw',
  tags,
  summary: 'Take a version back from review',
  description: 'It is a draft again, and a review that it had is void.',
  request: { params, body: noBody },
  responses,
});

const publish = createRoute({
  method: 'post',
  path: '/v1/mapping-versions/{id}/publish',
  tags,
  summary: 'Publish a reviewed version',
  description:
    'Records are mapped by it from now on, and the live version before is retired. What is stored already stays as it is ' +
    'until a backfill. Nobody who wrote in it publishes it, with a key that they made neither.',
  request: { params, body: noBody },
  responses,
});

const rollBack = createRoute({
  method: 'post',
  path: '/v1/mapping-versions/{id}/rollback',
  tags,
  summary: 'Roll back to a version',
  description: 'Makes a retired version the live one again, with a reason. Nobody needs to review it twice.',
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: RollBackMappingBody } } },
  },
  responses,
});

const resume = createRoute({
  method: 'post',
  path: '/v1/mapping-versions/{id}/resume',
  tags,
  summary: 'Resume a paused version',
  description:
    'Lets a live version go on that was paused because its script hung. Records that waited are replayed as dead letters.',
  request: { params, body: noBody },
  responses,
});

const answerOf = async (ctx: Ctx, versionId: string) =>
  toVersionAnswer(await readVersion({ ctx, input: { versionId } }));

/** Mounts the routes of one version of a mapping; each answers the version as it then is. */
export function mountMappingVersions(app: OpenAPIHono): void {
  app.openapi(one, async (c) => c.json(await answerOf(c.get('ctx'), c.req.valid('param').id), 200));
  app.openapi(save, async (c) => {
    const ctx = c.get('ctx');
    const { definition, script, revision, reason } = c.req.valid('json');
    const versionId = c.req.valid('param').id;
    await saveMapping({ ctx, input: { versionId, definition, script, revision, ...given({ reason }) } });
    return c.json(await answerOf(ctx, versionId), 200);
  });
  app.openapi(discard, async (c) => {
    await discardMapping({ ctx: c.get('ctx'), input: { versionId: c.req.valid('param').id } });
    return c.body(null, 204);
  });
  app.openapi(submit, async (c) => {
    const ctx = c.get('ctx');
    const versionId = c.req.valid('param').id;
    await submitMapping({ ctx, input: { versionId } });
    return c.json(await answerOf(ctx, versionId), 200);
  });
  app.openapi(withdraw, async (c) => {
    const ctx = c.get('ctx');
    const versionId = c.req.valid('param').id;
    await withdrawMapping({ ctx, input: { versionId } });
    return c.json(await answerOf(ctx, versionId), 200);
  });
  app.openapi(publish, async (c) => {
    const ctx = c.get('ctx');
    const versionId = c.req.valid('param').id;
    await publishMapping({ ctx, input: { versionId } });
    return c.json(await answerOf(ctx, versionId), 200);
  });
  app.openapi(resume, async (c) => {
    const ctx = c.get('ctx');
    const versionId = c.req.valid('param').id;
    await resumeMapping({ ctx, input: { versionId } });
    return c.json(await answerOf(ctx, versionId), 200);
  });
  app.openapi(rollBack, async (c) => {
    const ctx = c.get('ctx');
    const versionId = c.req.valid('param').id;
    await rollBackMapping({ ctx, input: { versionId, ...c.req.valid('json') } });
    return c.json(await answerOf(ctx, versionId), 200);
  });
}

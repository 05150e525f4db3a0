import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { AppError } from '../../core/app-error.ts';
import type { Ctx } from '../../flow/context.ts';
import { readRun } from '../../flow/mappings/runs/read-run.ts';
import { resumeRun } from '../../flow/mappings/runs/resume-run.ts';
import { startBackfill, startDryRun } from '../../flow/mappings/runs/start-run.ts';
import { stopRun } from '../../flow/mappings/runs/stop-run.ts';
import { openCursor, sealCursor } from '../cursor.ts';
import { given } from '../page-answer.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { EmptyBody } from '../schemas/invoice.ts';
import { MappingRunPage, MappingRunSchema, RunFilterBody, RunQuery } from '../schemas/mapping-runs.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { toRunAnswer, toRunRecord } from '../to-mapping-answer.ts';

const tags = ['Mappings'];
const params = idParams('mappingRun');
const startRequest = {
  params: idParams('mappingVersion'),
  body: { required: false, content: { 'application/json': { schema: RunFilterBody } } },
};
const actRequest = {
  params,
  body: { required: false, content: { 'application/json': { schema: EmptyBody } } },
};
const accepted = { 202: jsonResponse('The run.', MappingRunSchema), ...PROBLEM_RESPONSES };
const page = { 200: jsonResponse('The run with its records.', MappingRunPage), ...PROBLEM_RESPONSES };

const startDry = createRoute({
  method: 'post',
  path: '/v1/mapping-versions/{id}/dry-runs',
  tags,
  summary: 'Start a dry run',
  description:
    'Runs the version over stored records beside the live one, and tells which records and invoices would be others. ' +
    'Nothing else is stored. While one is under way it is answered instead of a second one.',
  request: startRequest,
  responses: accepted,
});

const startFill = createRoute({
  method: 'post',
  path: '/v1/mapping-versions/{id}/backfills',
  tags,
  summary: 'Start a backfill',
  description:
    'Maps stored records again by the live version. A dry run of it must have ended before. What is invoiced stays as it ' +
    'is and is told.',
  request: startRequest,
  responses: accepted,
});

const dryRun = createRoute({
  method: 'get',
  path: '/v1/mapping-dry-runs/{id}',
  tags,
  summary: 'Get a dry run',
  description: 'How far it is, what it counted, and a page of the records that would be others.',
  request: { params, query: RunQuery },
  responses: page,
});

const backfill = createRoute({
  method: 'get',
  path: '/v1/mapping-backfills/{id}',
  tags,
  summary: 'Get a backfill',
  description: 'How far it is, what it counted, and a page of the records that became others.',
  request: { params, query: RunQuery },
  responses: page,
});

const stopDry = createRoute({
  method: 'post',
  path: '/v1/mapping-dry-runs/{id}/stop',
  tags,
  summary: 'Stop a dry run',
  description: 'It stops after the records that it is at; what it found until then is kept.',
  request: actRequest,
  responses: accepted,
});

const stopFill = createRoute({
  method: 'post',
  path: '/v1/mapping-backfills/{id}/stop',
  tags,
  summary: 'Stop a backfill',
  description: 'It stops after the records that it is at; what it mapped until then stays mapped.',
  request: actRequest,
  responses: accepted,
});

const resumeFill = createRoute({
  method: 'post',
  path: '/v1/mapping-backfills/{id}/resume',
  tags,
  summary: 'Resume a backfill',
  description: 'Goes on with one that was stopped or failed, after the records that it has done.',
  request: actRequest,
  responses: accepted,
});

/** Mounts the routes of dry runs and backfills. */
export function mountMappingRuns(app: OpenAPIHono): void {
  app.openapi(startDry, async (c) => {
    const ctx = c.get('ctx');
    const input = { versionId: c.req.valid('param').id, filter: given(c.req.valid('json')) };
    const { runId } = await startDryRun({ ctx, input });
    return c.json(await runOf(ctx, 'dry_run', runId), 202);
  });
  app.openapi(startFill, async (c) => {
    const ctx = c.get('ctx');
    const input = { versionId: c.req.valid('param').id, filter: given(c.req.valid('json')) };
    const { runId } = await startBackfill({ ctx, input });
    return c.json(await runOf(ctx, 'backfill', runId), 202);
  });
  app.openapi(dryRun, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await pageOf(c.get('ctx'), 'dry_run', id, c.req.valid('query').cursor), 200);
  });
  app.openapi(backfill, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await pageOf(c.get('ctx'), 'backfill', id, c.req.valid('query').cursor), 200);
  });
  app.openapi(stopDry, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await afterwards(c.get('ctx'), 'dry_run', id, stopRun), 202);
  });
  app.openapi(stopFill, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await afterwards(c.get('ctx'), 'backfill', id, stopRun), 202);
  });
  app.openapi(resumeFill, async (c) => {
    const { id } = c.req.valid('param');
    return c.json(await afterwards(c.get('ctx'), 'backfill', id, resumeRun), 202);
  });
}

type Kind = 'dry_run' | 'backfill';

/** A run of the kind that the path names; throws `mapping.not_found`, also for a run of the other kind. */
async function read(ctx: Ctx, kind: Kind, runId: string, after?: string) {
  const found = await readRun({ ctx, input: { runId, ...given({ after }) } });
  if (found.run.kind !== kind) throw new AppError('mapping.not_found', { detail: 'There is no such run.' });
  return found;
}

const runOf = async (ctx: Ctx, kind: Kind, runId: string) => toRunAnswer((await read(ctx, kind, runId)).run);

async function pageOf(ctx: Ctx, kind: Kind, runId: string, cursor: string | undefined) {
  const list = `mapping-run:${runId}`;
  const after = cursor === undefined ? undefined : openCursor(ctx, list, cursor);
  const { run, records, next } = await read(ctx, kind, runId, after);
  const nextCursor = next === null ? null : sealCursor(ctx, list, next);
  return { ...toRunAnswer(run), records: records.map(toRunRecord), nextCursor };
}

async function afterwards(ctx: Ctx, kind: Kind, runId: string, act: typeof stopRun) {
  await read(ctx, kind, runId);
  await act({ ctx, input: { runId } });
  return runOf(ctx, kind, runId);
}

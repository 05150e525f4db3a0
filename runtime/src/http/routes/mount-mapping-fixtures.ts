import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { putFixture } from '../../flow/mappings/put-fixture.ts';
import { readVersion } from '../../flow/mappings/read-version.ts';
import { removeFixture } from '../../flow/mappings/remove-fixture.ts';
import { runVersionFixtures } from '../../flow/mappings/run-version-fixtures.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { FixtureList, FixtureParams, PutFixtureBody, StoredFixtureSchema } from '../schemas/mappings.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { toFixtureAnswer } from '../to-mapping-answer.ts';

const tags = ['Mappings'];

const list = createRoute({
  method: 'get',
  path: '/v1/mapping-versions/{id}/fixtures',
  tags,
  summary: 'List the fixtures of a version',
  description: 'Each record with what the version must make of it, and what it makes of it now.',
  request: { params: idParams('mappingVersion') },
  responses: { 200: jsonResponse('The fixtures.', FixtureList), ...PROBLEM_RESPONSES },
});

const put = createRoute({
  method: 'put',
  path: '/v1/mapping-versions/{id}/fixtures/{name}',
  tags,
  summary: 'Store a fixture of a draft',
  description:
    'A source, or a stored record by its id, with what the draft must make of it; `expected: null` says that it must ' +
    'refuse it. In place of one that has the name.',
  request: {
    params: FixtureParams,
    body: { required: true, content: { 'application/json': { schema: PutFixtureBody } } },
  },
  responses: { 200: jsonResponse('The fixture is stored.', StoredFixtureSchema), ...PROBLEM_RESPONSES },
});

const remove = createRoute({
  method: 'delete',
  path: '/v1/mapping-versions/{id}/fixtures/{name}',
  tags,
  summary: 'Remove a fixture from a draft',
  description: 'Removing one that is not there changes nothing.',
  request: { params: FixtureParams },
  responses: { 204: { description: 'The draft has no such fixture.' }, ...PROBLEM_RESPONSES },
});

/** Mounts the routes of the fixtures that a version must hold. */
export function mountMappingFixtures(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const ctx = c.get('ctx');
    const input = { versionId: c.req.valid('param').id };
    const { fixtures } = await readVersion({ ctx, input });
    const results = await runVersionFixtures({ ctx, input });
    const byName = new Map(results.map((result) => [result.name, result]));
    const data = fixtures.flatMap((fixture) => {
      const result = byName.get(fixture.name);
      return result === undefined ? [] : [toFixtureAnswer(fixture, result)];
    });
    return c.json({ data }, 200);
  });
  app.openapi(put, async (c) => {
    const { id: versionId, name } = c.req.valid('param');
    await putFixture({ ctx: c.get('ctx'), input: { versionId, name, ...c.req.valid('json') } });
    return c.json({ versionId, name }, 200);
  });
  app.openapi(remove, async (c) => {
    const { id: versionId, name } = c.req.valid('param');
    await removeFixture({ ctx: c.get('ctx'), input: { versionId, name } });
    return c.body(null, 204);
  });
}

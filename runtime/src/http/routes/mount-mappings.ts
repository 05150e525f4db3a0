import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { draftMapping } from '../../flow/mappings/draft-mapping.ts';
import { listMappings } from '../../flow/mappings/list-mappings.ts';
import { readMapping } from '../../flow/mappings/read-mapping.ts';
import { readVersion } from '../../flow/mappings/read-version.ts';
import { given } from '../page-answer.ts';
import { jsonResponse } from '../schemas/common.ts';
import {
  DraftMappingBody,
  MappingList,
  MappingParams,
  MappingSchema,
  MappingVersionSchema,
} from '../schemas/mappings.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { toMappingAnswer, toMappingSummary, toVersionAnswer } from '../to-mapping-answer.ts';

const tags = ['Mappings'];

const list = createRoute({
  method: 'get',
  path: '/v1/mappings',
  tags,
  summary: 'List mappings',
  description:
    'Every mapping by system, object and connection, with its live version. All of them in one answer.',
  responses: { 200: jsonResponse('The mappings.', MappingList), ...PROBLEM_RESPONSES },
});

const one = createRoute({
  method: 'get',
  path: '/v1/mappings/{system}/{object}',
  tags,
  summary: 'Get a mapping',
  description: 'The mapping of an object with every version that there was, without their content.',
  request: { params: MappingParams },
  responses: { 200: jsonResponse('The mapping.', MappingSchema), ...PROBLEM_RESPONSES },
});

const draft = createRoute({
  method: 'post',
  path: '/v1/mappings/{system}/{object}/versions',
  tags,
  summary: 'Draft a version',
  description:
    'Opens a draft: a copy of a version with its fixtures, by default of the live one, or a first version from a ' +
    'definition. Nothing is mapped by it until somebody else has reviewed it and it is published.',
  request: {
    params: MappingParams,
    body: { required: true, content: { 'application/json': { schema: DraftMappingBody } } },
  },
  responses: { 201: jsonResponse('The draft.', MappingVersionSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes that list mappings and open drafts of them. */
export function mountMappings(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const mappings = await listMappings({ ctx: c.get('ctx') });
    return c.json({ data: mappings.map(toMappingSummary) }, 200);
  });
  app.openapi(one, async (c) => {
    const input = c.req.valid('param');
    return c.json(toMappingAnswer(await readMapping({ ctx: c.get('ctx'), input })), 200);
  });
  app.openapi(draft, async (c) => {
    const ctx = c.get('ctx');
    const input = { mapping: c.req.valid('param'), ...given(c.req.valid('json')) };
    return c.json(
      toVersionAnswer(await readVersion({ ctx, input: await draftMapping({ ctx, input }) })),
      201,
    );
  });
}

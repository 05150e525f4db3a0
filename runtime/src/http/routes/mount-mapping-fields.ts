import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { CanonicalKind } from '../../core/canonical/schemas.ts';
import { describeMapping } from '../../flow/mappings/describe-mapping.ts';
import { jsonResponse, SystemName } from '../schemas/common.ts';
import { MappingFieldsSchema } from '../schemas/mapping-fields.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const fields = createRoute({
  method: 'get',
  path: '/v1/mappings/{system}/{object}/fields',
  tags: ['Mappings'],
  summary: 'List what a mapping can read and write',
  description:
    'The fields of an object as its system describes them, custom ones included, completed by what the newest stored ' +
    'records hold and by what the newest mapping reads, so that a system that describes nothing works too, before its ' +
    'first record; and the fields of the record that it becomes. A system that does not answer is a warning. Needs a grant for every legal entity, since records are of no one entity.',
  request: {
    params: z.object({
      system: SystemName.openapi({ param: { name: 'system', in: 'path' }, example: 'hubspot' }),
      object: SystemName.openapi({ param: { name: 'object', in: 'path' }, example: 'deal' }),
    }),
    query: z.object({
      connection: z.string().max(64).optional().openapi({
        description: 'One connection of the system, with its records; all of them unless told.',
      }),
      kind: CanonicalKind.optional().openapi({
        description: 'What the object is to become, for an object that has no mapping yet.',
      }),
    }),
  },
  responses: { 200: jsonResponse('Both sides of the mapping.', MappingFieldsSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the route that describes both sides of a mapping. */
export function mountMappingFields(app: OpenAPIHono): void {
  app.openapi(fields, async (c) => {
    const { connection, kind } = c.req.valid('query');
    const described = await describeMapping({
      ctx: c.get('ctx'),
      input: {
        ...c.req.valid('param'),
        ...(connection === undefined ? {} : { connectionId: connection }),
        ...(kind === undefined ? {} : { kind }),
      },
    });
    const { fields: source, target, warnings, recordCount } = described;
    return c.json({ kind: described.kind, recordCount, source, target, warnings }, 200);
  });
}

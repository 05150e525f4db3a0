import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { previewMapping } from '../../flow/mappings/preview-mapping.ts';
import { given } from '../page-answer.ts';
import { jsonResponse } from '../schemas/common.ts';
import {
  MappedRecordsSchema,
  MappingParams,
  MappingPreviewSchema,
  PreviewMappingBody,
  RunMappingBody,
} from '../schemas/mappings.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { toOutcome, toWarning, toWrite } from '../to-mapping-answer.ts';

const tags = ['Mappings'];

const preview = createRoute({
  method: 'post',
  path: '/v1/mappings/{system}/{object}/preview',
  tags,
  summary: 'Try a mapping',
  description:
    'What a version, a definition that is not stored, or else the live version makes of records, with the row and the ' +
    'source of every value. At most 100 records. Nothing is stored.',
  request: {
    params: MappingParams,
    body: { required: true, content: { 'application/json': { schema: PreviewMappingBody } } },
  },
  responses: { 200: jsonResponse('What it makes of them.', MappingPreviewSchema), ...PROBLEM_RESPONSES },
});

const run = createRoute({
  method: 'post',
  path: '/v1/mappings/{system}/{object}/run',
  tags,
  summary: 'Map records',
  description:
    'The canonical records that the live version makes of the records given, at most 100, or why it refuses them. ' +
    'Nothing is stored: records that are to be billed are pushed.',
  request: {
    params: MappingParams,
    body: { required: true, content: { 'application/json': { schema: RunMappingBody } } },
  },
  responses: { 200: jsonResponse('What it makes of them.', MappedRecordsSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes that run mappings over records and store nothing. */
export function mountMappingTrials(app: OpenAPIHono): void {
  app.openapi(preview, async (c) => {
    const { versionId, definition, script, records, recordIds } = c.req.valid('json');
    const tried = await previewMapping({
      ctx: c.get('ctx'),
      input: {
        ...c.req.valid('param'),
        ...given({ versionId }),
        ...(definition === undefined ? {} : { content: { definition, script: script ?? null } }),
        records: records ?? { recordIds: recordIds ?? [] },
      },
    });
    const data = tried.records.map((record) => ({
      ...toOutcome(record),
      writes: record.writes.map(toWrite),
    }));
    return c.json({ data, warnings: tried.warnings.map(toWarning) }, 200);
  });
  app.openapi(run, async (c) => {
    const input = { ...c.req.valid('param'), records: c.req.valid('json').records };
    const { records, warnings } = await previewMapping({ ctx: c.get('ctx'), input });
    return c.json({ data: records.map(toOutcome), warnings: warnings.map(toWarning) }, 200);
  });
}

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { previewNumberSeries } from '../../flow/setup/preview-number-series.ts';
import { replaceNumberSeries } from '../../flow/setup/replace-number-series.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { NumberSeriesBody, NumberSeriesPreviewSchema } from '../schemas/data.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const common = {
  method: 'post' as const,
  tags: ['Set-up'],
  request: {
    params: idParams('entity'),
    body: { required: true as const, content: { 'application/json': { schema: NumberSeriesBody } } },
  },
};

const preview = createRoute({
  ...common,
  path: '/v1/entities/{id}/number-series/preview',
  summary: 'Preview a number pattern',
  description: 'What a pattern would print next; nothing changes.',
  responses: { 200: jsonResponse('Examples.', NumberSeriesPreviewSchema), ...PROBLEM_RESPONSES },
});

const replace = createRoute({
  ...common,
  path: '/v1/entities/{id}/number-series',
  summary: 'Number invoices by another pattern',
  description:
    'From now on, invoices and credit notes of the entity are numbered by the pattern. The counter of the entity goes on, also from counting per customer to counting per entity. What was numbered keeps its number.',
  responses: { 204: { description: 'It counts from now on.' }, ...PROBLEM_RESPONSES },
});

/** Mounts the routes of how an entity numbers its invoices. */
export function mountNumberSeries(app: OpenAPIHono): void {
  app.openapi(preview, async (c) => {
    const input = { entityId: c.req.valid('param').id, ...c.req.valid('json') };
    return c.json(await previewNumberSeries({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(replace, async (c) => {
    const input = { entityId: c.req.valid('param').id, ...c.req.valid('json') };
    await replaceNumberSeries({ ctx: c.get('ctx'), input });
    return c.body(null, 204);
  });
}

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { getLineage } from '../../flow/read/get-lineage.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { LineageQuery, LineageSchema } from '../schemas/lineage.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const lineage = createRoute({
  method: 'get',
  path: '/v1/invoices/{id}/lineage',
  tags: ['Invoices'],
  summary: 'Get where a value of an invoice comes from',
  description:
    'The way back from one value of the document, the nearest step first: how it was computed, what the hub decided, ' +
    'which record it was taken from, which row or script of which mapping version made it, and the value as received. ' +
    'A computed value goes on at its inputs: ask for their pointers. What cannot be told is a step `unknown`.',
  request: { params: idParams('invoice'), query: LineageQuery },
  responses: { 200: jsonResponse('The steps.', LineageSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the route that tells where a value comes from. */
export function mountLineage(app: OpenAPIHono): void {
  app.openapi(lineage, async (c) => {
    const input = { invoiceId: c.req.valid('param').id, path: c.req.valid('query').path };
    return c.json((await getLineage({ ctx: c.get('ctx'), input })).lineage, 200);
  });
}

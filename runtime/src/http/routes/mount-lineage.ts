import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { getLineage } from '../../flow/read/get-lineage.ts';
import { getRecordLineage } from '../../flow/read/get-record-lineage.ts';
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

/** The route of one kind of canonical record; the same of all, told by the mapping that made the record. */
const recordLineage = <Path extends string>(path: Path, kind: 'customer' | 'deal' | 'contract') =>
  createRoute({
    method: 'get',
    path,
    tags: ['Data'],
    summary: `Get where a value of a ${kind} comes from`,
    description:
      'The way back from one value of the record as it stands: the row or script of the mapping version that made it, ' +
      'and the value as received. What cannot be told is a step `unknown`.',
    request: { params: idParams(kind), query: LineageQuery },
    responses: { 200: jsonResponse('The steps.', LineageSchema), ...PROBLEM_RESPONSES },
  });

const ofCustomer = recordLineage('/v1/customers/{id}/lineage', 'customer');
const ofDeal = recordLineage('/v1/deals/{id}/lineage', 'deal');
const ofContract = recordLineage('/v1/contracts/{id}/lineage', 'contract');

/** Mounts the routes that tell where a value comes from. */
export function mountLineage(app: OpenAPIHono): void {
  app.openapi(lineage, async (c) => {
    const input = { invoiceId: c.req.valid('param').id, path: c.req.valid('query').path };
    return c.json((await getLineage({ ctx: c.get('ctx'), input })).lineage, 200);
  });
  app.openapi(ofCustomer, async (c) => {
    const input = { kind: 'customer' as const, ...c.req.valid('param'), ...c.req.valid('query') };
    return c.json(await getRecordLineage({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(ofDeal, async (c) => {
    const input = { kind: 'deal' as const, ...c.req.valid('param'), ...c.req.valid('query') };
    return c.json(await getRecordLineage({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(ofContract, async (c) => {
    const input = { kind: 'contract' as const, ...c.req.valid('param'), ...c.req.valid('query') };
    return c.json(await getRecordLineage({ ctx: c.get('ctx'), input }), 200);
  });
}

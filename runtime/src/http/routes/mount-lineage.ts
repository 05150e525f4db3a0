import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { getLineage } from '../../flow/read/get-lineage.ts';
import { getProductLineage } from '../../flow/read/get-product-lineage.ts';
import { getRecordLineage, type TracedKind } from '../../flow/read/get-record-lineage.ts';
import { readEvidence } from '../../flow/read/read-evidence.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import { EvidenceSchema } from '../schemas/contracts.ts';
import { LineageQuery, LineageSchema } from '../schemas/lineage.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const responses = { 200: jsonResponse('The steps.', LineageSchema), ...PROBLEM_RESPONSES };

const ofInvoice = createRoute({
  method: 'get',
  path: '/v1/invoices/{id}/lineage',
  tags: ['Invoices'],
  summary: 'Get where a value of an invoice comes from',
  description:
    'The way back from one value of the document, the nearest step first: how it was computed, what the hub decided, ' +
    'which record it was taken from, which row or script of which mapping version made it, and the value as received. ' +
    'A computed value goes on at its inputs: ask for their pointers. What cannot be told is a step `unknown`.',
  request: { params: idParams('invoice'), query: LineageQuery },
  responses,
});

const evidence = createRoute({
  method: 'get',
  path: '/v1/invoices/{id}/evidence',
  tags: ['Invoices'],
  summary: 'Get what proves the lines of an invoice',
  description:
    'For each line the facts that it bills: deliveries and acceptances, shipments, hours and expenses with who approved ' +
    'them, each with every version of it. Where the values of a fact come from is told by its own lineage.',
  request: { params: idParams('invoice') },
  responses: { 200: jsonResponse('The lines.', EvidenceSchema), ...PROBLEM_RESPONSES },
});

const ofProduct = createRoute({
  method: 'get',
  path: '/v1/products/{id}/lineage',
  tags: ['Data'],
  summary: 'Get where a value of a product comes from',
  description:
    'Who entered the value in the product master, or which record and mapping version added the product. The path leads ' +
    'into the product as it is answered.',
  request: { params: idParams('product'), query: LineageQuery },
  responses,
});

/** Where the records of each kind are, and what one is called. */
const RECORDS: { readonly [Kind in TracedKind]: { path: string; noun: string } } = {
  customer: { path: '/v1/customers', noun: 'a customer' },
  contact: { path: '/v1/contacts', noun: 'a contact' },
  deal: { path: '/v1/deals', noun: 'a deal' },
  contract: { path: '/v1/contracts', noun: 'a contract' },
  billing_event: { path: '/v1/billing-events', noun: 'a billing event' },
  payment: { path: '/v1/payments', noun: 'a payment' },
  ledger_entry: { path: '/v1/ledger-entries', noun: 'a ledger entry' },
  account: { path: '/v1/accounts', noun: 'an account' },
};

/** The route of one kind of canonical record; the same of all, told by the mapping that made the record. */
const recordLineage = (kind: TracedKind) =>
  createRoute({
    method: 'get',
    path: `${RECORDS[kind].path}/{id}/lineage`,
    tags: ['Data'],
    summary: `Get where a value of ${RECORDS[kind].noun} comes from`,
    description:
      'The way back from one value of the canonical record as it stands: the row or script of the mapping version that ' +
      'made it, and the value as received; or who entered it in the hub. What cannot be told is a step `unknown`.',
    request: { params: idParams(kind), query: LineageQuery },
    responses,
  });

/** Mounts the routes that tell where a value comes from. */
export function mountLineage(app: OpenAPIHono): void {
  app.openapi(ofInvoice, async (c) => {
    const input = { invoiceId: c.req.valid('param').id, path: c.req.valid('query').path };
    return c.json((await getLineage({ ctx: c.get('ctx'), input })).lineage, 200);
  });
  app.openapi(evidence, async (c) => {
    const { lines } = await readEvidence({
      ctx: c.get('ctx'),
      input: { invoiceId: c.req.valid('param').id },
    });
    return c.json({ items: lines }, 200);
  });
  app.openapi(ofProduct, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') };
    return c.json(await getProductLineage({ ctx: c.get('ctx'), input }), 200);
  });
  for (const kind of Object.keys(RECORDS) as TracedKind[]) {
    app.openapi(recordLineage(kind), async (c) => {
      const input = { kind, ...c.req.valid('param'), ...c.req.valid('query') };
      return c.json(await getRecordLineage({ ctx: c.get('ctx'), input }), 200);
    });
  }
}

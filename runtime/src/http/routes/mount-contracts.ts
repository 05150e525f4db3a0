import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { listBillingEvents } from '../../flow/contracts/list-billing-events.ts';
import { listContracts } from '../../flow/contracts/list-contracts.ts';
import { listOrders } from '../../flow/contracts/list-orders.ts';
import { getContract } from '../../flow/contracts/read-contract.ts';
import { readLeakage } from '../../flow/contracts/read-leakage.ts';
import { given, readPageQuery, readSearchQuery, toPageAnswer } from '../page-answer.ts';
import { idParams, jsonResponse, SearchQuery } from '../schemas/common.ts';
import {
  BillingEventPage,
  BillingEventQuery,
  ContractPage,
  ContractQuery,
  ContractSchema,
  OrderPage,
} from '../schemas/contracts.ts';
import { LeakageSchema } from '../schemas/leakage.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const tags = ['Contracts'];

const contractList = createRoute({
  method: 'get',
  path: '/v1/contracts',
  tags,
  summary: 'List contracts',
  description:
    'Contracts that the granted entities bill, newest first, with what is billed of them and the next day on which ' +
    'something falls due. All that is asked for must hold; `query` is a part of the title or of the customer’s name, ' +
    'or the id in its own system.',
  request: { query: ContractQuery },
  responses: { 200: jsonResponse('A page of contracts.', ContractPage), ...PROBLEM_RESPONSES },
});

const contractOne = createRoute({
  method: 'get',
  path: '/v1/contracts/{id}',
  tags,
  summary: 'Get a contract',
  description:
    'One contract with its terms, its invoices, what is booked of it and how far it is carried out; when it is parked, ' +
    'the findings that hold it back.',
  request: { params: idParams('contract') },
  responses: { 200: jsonResponse('The contract.', ContractSchema), ...PROBLEM_RESPONSES },
});

const eventList = createRoute({
  method: 'get',
  path: '/v1/billing-events',
  tags,
  summary: 'List billing events',
  description:
    'Facts that make something billable or prove it, newest first: deliveries, acceptances, shipments, hours, ' +
    'expenses, usage.',
  request: { query: BillingEventQuery },
  responses: { 200: jsonResponse('A page of billing events.', BillingEventPage), ...PROBLEM_RESPONSES },
});

const orderList = createRoute({
  method: 'get',
  path: '/v1/orders',
  tags,
  summary: 'List orders',
  description:
    'Contracts of the form `order`, newest first, each line with what was ordered, shipped, invoiced and paid of it.',
  request: { query: SearchQuery },
  responses: { 200: jsonResponse('A page of orders.', OrderPage), ...PROBLEM_RESPONSES },
});

const leakageReport = createRoute({
  method: 'get',
  path: '/v1/reports/leakage',
  tags: ['Reports'],
  summary: 'Get what is billable and not billed',
  description:
    'What contracts and facts come to today and no invoice bills, drafts counted as invoices; oldest first, with what ' +
    'each currency and age comes to.',
  responses: { 200: jsonResponse('The report.', LeakageSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes that read contracts and their facts. */
export function mountContracts(app: OpenAPIHono): void {
  app.openapi(contractList, async (c) => {
    const ctx = c.get('ctx');
    const { form, state, customerId, ...search } = c.req.valid('query');
    const filters = given({ form, state, customerId });
    const input = { ...readSearchQuery(ctx, 'contracts', search), ...filters };
    return c.json(toPageAnswer(ctx, 'contracts', await listContracts({ ctx, input })), 200);
  });
  app.openapi(contractOne, async (c) => {
    const input = { contractId: c.req.valid('param').id };
    return c.json(await getContract({ ctx: c.get('ctx'), input }), 200);
  });
  app.openapi(eventList, async (c) => {
    const ctx = c.get('ctx');
    const { contractId, kind, ...page } = c.req.valid('query');
    const filters = { ...given({ contractId }), ...(kind === undefined ? {} : { kinds: [kind] }) };
    const input = { ...readPageQuery(ctx, 'billing-events', page), ...filters };
    return c.json(toPageAnswer(ctx, 'billing-events', await listBillingEvents({ ctx, input })), 200);
  });
  app.openapi(orderList, async (c) => {
    const ctx = c.get('ctx');
    const input = readSearchQuery(ctx, 'orders', c.req.valid('query'));
    return c.json(toPageAnswer(ctx, 'orders', await listOrders({ ctx, input })), 200);
  });
  app.openapi(leakageReport, async (c) => c.json(await readLeakage({ ctx: c.get('ctx') }), 200));
}

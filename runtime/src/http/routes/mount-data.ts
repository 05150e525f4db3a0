import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { getContact, listContacts } from '../../flow/read/read-contacts.ts';
import { getCustomer, listCustomers } from '../../flow/read/read-customers.ts';
import { getDeal, listDeals } from '../../flow/read/read-deals.ts';
import { readSearchQuery, toPageAnswer } from '../page-answer.ts';
import { idParams, jsonResponse, SearchQuery } from '../schemas/common.ts';
import {
  ContactPage,
  ContactSchema,
  CustomerPage,
  CustomerSchema,
  DealPage,
  DealSchema,
} from '../schemas/data.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const tags = ['Data'];

const customerList = createRoute({
  method: 'get',
  path: '/v1/customers',
  tags,
  summary: 'List customers',
  description: 'Customers as the hub knows them, newest first.',
  request: { query: SearchQuery },
  responses: { 200: jsonResponse('A page of customers.', CustomerPage), ...PROBLEM_RESPONSES },
});

const customerOne = createRoute({
  method: 'get',
  path: '/v1/customers/{id}',
  tags,
  summary: 'Get a customer',
  description: 'One customer with the records of other systems that it comes from.',
  request: { params: idParams('customer') },
  responses: { 200: jsonResponse('The customer.', CustomerSchema), ...PROBLEM_RESPONSES },
});

const contactList = createRoute({
  method: 'get',
  path: '/v1/contacts',
  tags,
  summary: 'List contacts',
  description: 'People who receive the invoices of customers, newest first.',
  request: { query: SearchQuery },
  responses: { 200: jsonResponse('A page of contacts.', ContactPage), ...PROBLEM_RESPONSES },
});

const contactOne = createRoute({
  method: 'get',
  path: '/v1/contacts/{id}',
  tags,
  summary: 'Get a contact',
  description: 'One contact with the records of other systems that it comes from.',
  request: { params: idParams('contact') },
  responses: { 200: jsonResponse('The contact.', ContactSchema), ...PROBLEM_RESPONSES },
});

const dealList = createRoute({
  method: 'get',
  path: '/v1/deals',
  tags,
  summary: 'List deals',
  description: 'Deals as they were mapped from the CRM, newest first; `externalId` is the id there.',
  request: { query: SearchQuery },
  responses: { 200: jsonResponse('A page of deals.', DealPage), ...PROBLEM_RESPONSES },
});

const dealOne = createRoute({
  method: 'get',
  path: '/v1/deals/{id}',
  tags,
  summary: 'Get a deal',
  description: 'One deal with its lines.',
  request: { params: idParams('deal') },
  responses: { 200: jsonResponse('The deal.', DealSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes that read canonical records. */
export function mountData(app: OpenAPIHono): void {
  app.openapi(customerList, async (c) => {
    const ctx = c.get('ctx');
    const page = await listCustomers({ ctx, input: readSearchQuery(ctx, 'customers', c.req.valid('query')) });
    return c.json(toPageAnswer(ctx, 'customers', page), 200);
  });
  app.openapi(customerOne, async (c) =>
    c.json(await getCustomer({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  );
  app.openapi(contactList, async (c) => {
    const ctx = c.get('ctx');
    const page = await listContacts({ ctx, input: readSearchQuery(ctx, 'contacts', c.req.valid('query')) });
    return c.json(toPageAnswer(ctx, 'contacts', page), 200);
  });
  app.openapi(contactOne, async (c) =>
    c.json(await getContact({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  );
  app.openapi(dealList, async (c) => {
    const ctx = c.get('ctx');
    const page = await listDeals({ ctx, input: readSearchQuery(ctx, 'deals', c.req.valid('query')) });
    return c.json(toPageAnswer(ctx, 'deals', page), 200);
  });
  app.openapi(dealOne, async (c) =>
    c.json(await getDeal({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  );
}

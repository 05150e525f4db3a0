import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { listConnections } from '../../flow/read/list-connections.ts';
import { listEntities } from '../../flow/read/list-entities.ts';
import { listEvents } from '../../flow/read/list-events.ts';
import { openCursor, sealCursor } from '../cursor.ts';
import { jsonResponse, PageQuery } from '../schemas/common.ts';
import { ConnectionPage, EntityPage, EventPageSchema } from '../schemas/data.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const entityList = createRoute({
  method: 'get',
  path: '/v1/entities',
  tags: ['Set-up'],
  summary: 'List legal entities',
  description: 'The legal entities that the key is granted. All of them are on one page.',
  responses: { 200: jsonResponse('The entities.', EntityPage), ...PROBLEM_RESPONSES },
});

const connectionList = createRoute({
  method: 'get',
  path: '/v1/connections',
  tags: ['Set-up'],
  summary: 'List connections',
  description: 'The connected systems, never with their secrets. All of them are on one page.',
  responses: { 200: jsonResponse('The connections.', ConnectionPage), ...PROBLEM_RESPONSES },
});

const eventList = createRoute({
  method: 'get',
  path: '/v1/events',
  tags: ['Control'],
  summary: 'List events',
  description:
    'Events of invoices, oldest first. Keep `nextCursor` and come back with it: it is given on the last page too. ' +
    'Events of one invoice come in the order of their `sequence`, without gaps. Between invoices, an event whose ' +
    'transaction took long can appear before the place of a cursor that was read meanwhile: a reader that must not ' +
    'miss one looks at the `sequence` of each invoice.',
  request: {
    query: PageQuery.extend({
      invoiceId: z.string().max(64).optional(),
      type: z.string().max(60).optional().openapi({ example: 'invoice.issued' }),
    }),
  },
  responses: { 200: jsonResponse('A page of events.', EventPageSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes that read set-up and the trails. */
export function mountLedger(app: OpenAPIHono): void {
  app.openapi(entityList, async (c) =>
    c.json({ items: await listEntities({ ctx: c.get('ctx') }), nextCursor: null }, 200),
  );
  app.openapi(connectionList, async (c) =>
    c.json({ items: await listConnections({ ctx: c.get('ctx') }), nextCursor: null }, 200),
  );
  app.openapi(eventList, async (c) => {
    const ctx = c.get('ctx');
    const { limit, cursor, invoiceId, type } = c.req.valid('query');
    const { items, last, hasMore } = await listEvents({
      ctx,
      input: {
        limit,
        ...(cursor === undefined ? {} : { after: openCursor(ctx, 'events', cursor) }),
        ...(invoiceId === undefined ? {} : { invoiceId }),
        ...(type === undefined ? {} : { type }),
      },
    });
    return c.json(
      { items, nextCursor: last === null ? null : sealCursor(ctx, 'events', last), hasMore },
      200,
    );
  });
}

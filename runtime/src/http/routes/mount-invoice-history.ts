import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { getInvoiceHistory } from '../../flow/read/get-invoice-history.ts';
import { given } from '../page-answer.ts';
import { ActorView, AnyValue, Instant, idParams, jsonResponse } from '../schemas/common.ts';
import { PastInstant } from '../schemas/past-instant.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const Change = z
  .object({
    path: z.string().openapi({ example: '/terms/code' }),
    from: AnyValue,
    to: AnyValue,
    at: Instant,
    actor: ActorView,
    action: z.string().openapi({ example: 'invoice.change_content' }),
    reason: z.string().nullable(),
    requestId: z.string(),
    entryId: z.string().openapi({ description: 'The entry of the audit trail that holds it.' }),
  })
  .openapi('FieldChange');

const history = createRoute({
  method: 'get',
  path: '/v1/invoices/{id}/history',
  tags: ['Invoices'],
  summary: 'Get the history of an invoice, value by value',
  description:
    'Each value that was changed: from what to what, when, by whom and why, oldest first. With `path` the changes of one ' +
    'value; with `at` those until then, so that the last one says what stood there at that time.',
  request: {
    params: idParams('invoice'),
    query: z.object({
      path: z.string().max(200).optional().openapi({
        description: 'A JSON pointer into the invoice.',
        example: '/terms/code',
      }),
      at: PastInstant.optional(),
    }),
  },
  responses: {
    200: jsonResponse(
      'The changes. All of them are on one page.',
      z
        .object({
          value: AnyValue.openapi({
            description: 'What stands at the path after the last change; null without a path.',
          }),
          items: z.array(Change),
          nextCursor: z.null(),
        })
        .openapi('InvoiceHistory'),
    ),
    ...PROBLEM_RESPONSES,
  },
});

/** Mounts the route of an invoice's history. */
export function mountInvoiceHistory(app: OpenAPIHono): void {
  app.openapi(history, async (c) => {
    const query = c.req.valid('query');
    const changes = await getInvoiceHistory({
      ctx: c.get('ctx'),
      input: { invoiceId: c.req.valid('param').id, ...given(query) },
    });
    const value = query.path === undefined ? null : (changes.at(-1)?.to ?? null);
    const items = changes.map((change) => ({ ...change, at: change.at.toISOString() }));
    return c.json({ value, items, nextCursor: null }, 200);
  });
}

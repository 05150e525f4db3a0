import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { moneyToText } from '../../core/money/money-to-text.ts';
import { assignException } from '../../flow/exceptions/assign-exception.ts';
import { getException } from '../../flow/exceptions/get-exception.ts';
import { type ExceptionView, listExceptions } from '../../flow/exceptions/list-exceptions.ts';
import { given, readPageQuery, toPageAnswer } from '../page-answer.ts';
import { idParams, jsonResponse } from '../schemas/common.ts';
import {
  AssignExceptionBody,
  ExceptionPage,
  ExceptionQuery,
  ExceptionSchema,
} from '../schemas/exceptions.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const tags = ['Control'];

const list = createRoute({
  method: 'get',
  path: '/v1/exceptions',
  tags,
  summary: 'List exceptions',
  description:
    'Everything that waits for a person and is no approval, the oldest first: stopped work, deliveries, drift, contracts, ' +
    'disputes, money on no invoice or on its way for too long. Read from the facts: what is mended is not among them any more.',
  request: { query: ExceptionQuery },
  responses: { 200: jsonResponse('A page of exceptions.', ExceptionPage), ...PROBLEM_RESPONSES },
});

const one = createRoute({
  method: 'get',
  path: '/v1/exceptions/{id}',
  tags,
  summary: 'Get an exception',
  description: 'One exception as it is now. One that is mended is not found any more.',
  request: { params: idParams('exception') },
  responses: { 200: jsonResponse('The exception.', ExceptionSchema), ...PROBLEM_RESPONSES },
});

const assign = createRoute({
  method: 'post',
  path: '/v1/exceptions/{id}/assign',
  tags,
  summary: 'Assign an exception',
  description:
    'Says who looks after it, with a note; an owner of `null` gives it back, and what is left out stays. Needs the permission to edit.',
  request: {
    params: idParams('exception'),
    body: { required: true, content: { 'application/json': { schema: AssignExceptionBody } } },
  },
  responses: { 204: { description: 'It is assigned.' }, ...PROBLEM_RESPONSES },
});

/** Mounts the routes of the queue of exceptions. */
export function mountExceptions(app: OpenAPIHono): void {
  app.openapi(list, async (c) => {
    const ctx = c.get('ctx');
    const { limit, cursor, ...filters } = c.req.valid('query');
    const input = { ...readPageQuery(ctx, 'exceptions', { limit, cursor }), ...given(filters) };
    const page = await listExceptions({ ctx, input });
    return c.json(toPageAnswer(ctx, 'exceptions', { ...page, items: page.items.map(toAnswer) }), 200);
  });
  app.openapi(one, async (c) => {
    const exceptionId = c.req.valid('param').id;
    return c.json(toAnswer(await getException({ ctx: c.get('ctx'), input: { exceptionId } })), 200);
  });
  app.openapi(assign, async (c) => {
    const exceptionId = c.req.valid('param').id;
    await assignException({ ctx: c.get('ctx'), input: { exceptionId, ...c.req.valid('json') } });
    return c.body(null, 204);
  });
}

const toAnswer = ({ amount, since, ...exception }: ExceptionView) => ({
  ...exception,
  amount: amount === null ? null : moneyToText(amount),
  currency: amount?.currency ?? null,
  since: since.toISOString(),
});

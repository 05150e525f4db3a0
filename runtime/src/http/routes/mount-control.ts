import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { issueApiKey } from '../../flow/auth/issue-api-key.ts';
import { replayDeadLetter } from '../../flow/control/replay-dead-letter.ts';
import { getBoard } from '../../flow/read/get-board.ts';
import { listApiKeys } from '../../flow/read/list-api-keys.ts';
import { listDeadLetters } from '../../flow/read/list-dead-letters.ts';
import { revokeApiKey } from '../../flow/setup/revoke-api-key.ts';
import { rotateApiKey } from '../../flow/setup/rotate-api-key.ts';
import { readPageQuery, toPageAnswer } from '../page-answer.ts';
import { idParams, jsonResponse, PageQuery } from '../schemas/common.ts';
import {
  ApiKeyPage,
  BoardSchema,
  CreateApiKeyBody,
  CreatedApiKeySchema,
  DeadLetterPage,
  DeadLetterState,
  ReplayedSchema,
} from '../schemas/control.ts';
import { EmptyBody } from '../schemas/invoice.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';
import { toSummaryAnswer } from '../to-summary.ts';

const deadLetterList = createRoute({
  method: 'get',
  path: '/v1/dead-letters',
  tags: ['Sync'],
  summary: 'List failed work',
  description: 'Work that failed, with the code and the number of attempts, newest first.',
  request: { query: PageQuery.extend({ state: DeadLetterState.optional() }) },
  responses: { 200: jsonResponse('A page of dead letters.', DeadLetterPage), ...PROBLEM_RESPONSES },
});

const replay = createRoute({
  method: 'post',
  path: '/v1/dead-letters/{id}/replay',
  tags: ['Sync'],
  summary: 'Run failed work again',
  description: 'Hands the same work with the same input to its stage again.',
  request: {
    params: idParams('deadLetter'),
    body: { required: false, content: { 'application/json': { schema: EmptyBody } } },
  },
  responses: { 202: jsonResponse('It runs again.', ReplayedSchema), ...PROBLEM_RESPONSES },
});

const createKey = createRoute({
  method: 'post',
  path: '/v1/api-keys',
  tags: ['Set-up'],
  summary: 'Create an API key',
  description:
    'Makes a key and shows it once. Nobody gives a key more than they may do themselves, a key without a person ' +
    'never approves, and only a person makes a key that acts as them.',
  request: { body: { required: true, content: { 'application/json': { schema: CreateApiKeyBody } } } },
  responses: { 201: jsonResponse('The key.', CreatedApiKeySchema), ...PROBLEM_RESPONSES },
});

const keyList = createRoute({
  method: 'get',
  path: '/v1/api-keys',
  tags: ['Set-up'],
  summary: 'List API keys',
  description: 'Keys without anything that they could be used with, newest first, revoked ones included.',
  request: { query: PageQuery },
  responses: { 200: jsonResponse('A page of keys.', ApiKeyPage), ...PROBLEM_RESPONSES },
});

const rotateKey = createRoute({
  method: 'post',
  path: '/v1/api-keys/{id}/rotate',
  tags: ['Set-up'],
  summary: 'Rotate an API key',
  description:
    'Makes a key that may do what this one may and shows it once. The old one goes on for 24 hours. A key that acts as ' +
    'a person is rotated by that person only.',
  request: {
    params: idParams('apiKey'),
    body: { required: false, content: { 'application/json': { schema: EmptyBody } } },
  },
  responses: { 201: jsonResponse('The new key.', CreatedApiKeySchema), ...PROBLEM_RESPONSES },
});

const revokeKey = createRoute({
  method: 'delete',
  path: '/v1/api-keys/{id}',
  tags: ['Set-up'],
  summary: 'Revoke an API key',
  description: 'The next request with the key is refused. Revoking it again changes nothing.',
  request: { params: idParams('apiKey') },
  responses: { 204: { description: 'The key is revoked.' }, ...PROBLEM_RESPONSES },
});

const board = createRoute({
  method: 'get',
  path: '/v1/reports/board',
  tags: ['Reports'],
  summary: 'Get the board',
  description:
    'Every invoice in one column, with the sum of the balances per currency (of the totals, where paid).',
  responses: { 200: jsonResponse('The columns.', BoardSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the routes of control: failed work, keys and the board. */
export function mountControl(app: OpenAPIHono): void {
  app.openapi(deadLetterList, async (c) => {
    const ctx = c.get('ctx');
    const { limit, cursor, state } = c.req.valid('query');
    const input = {
      ...readPageQuery(ctx, 'dead-letters', { limit, cursor }),
      ...(state === undefined ? {} : { state }),
    };
    const page = await listDeadLetters({ ctx, input });
    const items = page.items.map((letter) => ({
      ...letter,
      errors: letter.errors.map(({ pointer, code, detail }) => ({ pointer, code, detail })),
    }));
    return c.json(toPageAnswer(ctx, 'dead-letters', { ...page, items }), 200);
  });
  app.openapi(replay, async (c) => {
    const { id } = c.req.valid('param');
    await replayDeadLetter({ ctx: c.get('ctx'), input: { deadLetterId: id } });
    return c.json({ id, state: 'replayed' as const }, 202);
  });
  app.openapi(createKey, async (c) => {
    const created = await issueApiKey({ ctx: c.get('ctx'), input: c.req.valid('json') });
    return c.json(created, 201);
  });
  app.openapi(keyList, async (c) => {
    const ctx = c.get('ctx');
    const page = await listApiKeys({ ctx, input: readPageQuery(ctx, 'api-keys', c.req.valid('query')) });
    return c.json(toPageAnswer(ctx, 'api-keys', page), 200);
  });
  app.openapi(rotateKey, async (c) => {
    const made = await rotateApiKey({ ctx: c.get('ctx'), input: { keyId: c.req.valid('param').id } });
    return c.json(made, 201);
  });
  app.openapi(revokeKey, async (c) => {
    await revokeApiKey({ ctx: c.get('ctx'), input: { keyId: c.req.valid('param').id } });
    return c.body(null, 204);
  });
  app.openapi(board, async (c) => {
    const columns = await getBoard({ ctx: c.get('ctx') });
    const answer = columns.map(({ column, count, sums, invoices }) => ({
      column,
      count,
      sums,
      invoices: invoices.map(toSummaryAnswer),
    }));
    return c.json({ columns: answer }, 200);
  });
}

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { getMe } from '../../flow/read/get-me.ts';
import { jsonResponse } from '../schemas/common.ts';
import { MeSchema } from '../schemas/control.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const me = createRoute({
  method: 'get',
  path: '/v1/me',
  tags: ['Set-up'],
  summary: 'Get who calls',
  description:
    'The organization and the key of the request, with what it may do: the way to test a credential.',
  responses: { 200: jsonResponse('Organization and key.', MeSchema), ...PROBLEM_RESPONSES },
});

/** Mounts the route that says who calls. */
export function mountMe(app: OpenAPIHono): void {
  app.openapi(me, async (c) =>
    c.json(await getMe({ ctx: c.get('ctx'), input: { keyId: c.get('keyId') } }), 200),
  );
}

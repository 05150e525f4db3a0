import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyOf } from '../body-source.ts';
import { answerHook } from '../hooks/answer-hook.ts';
import type { PublicServices } from '../public-services.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const hook = createRoute({
  method: 'post',
  path: '/hooks/{token}',
  tags: ['In'],
  summary: 'Receive a webhook of a connected system',
  description:
    'The token names the connection; the signature of the vendor is checked over the raw bytes and over our public ' +
    'URL. Answered with an empty 200 once everything is stored. The same event again is acknowledged and changes ' +
    'nothing.',
  request: { params: z.object({ token: z.string().openapi({ param: { name: 'token', in: 'path' } }) }) },
  responses: { 200: { description: 'Stored. The body is empty.' }, ...PROBLEM_RESPONSES },
});

/** Mounts the webhook endpoint; behind our own server `createHookListener` comes first and does the same faster. */
export function mountHooks(app: OpenAPIHono, services: PublicServices): void {
  app.openapi(hook, async (c) => {
    await answerHook(services, {
      token: c.req.valid('param').token,
      method: c.req.method,
      target: targetAsSent(c),
      headers: c.req.header(),
      body: bodyOf(c),
    });
    return c.body(null, 200);
  });
}

/** Path and query exactly as they came: a parsed URL may have lost an escape that the signature covers. */
function targetAsSent(c: Context): string {
  const { incoming }: { incoming?: { url?: string } } = c.env ?? {};
  const target = incoming?.url ?? c.req.url;
  return target.startsWith('/') ? target : target.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
}

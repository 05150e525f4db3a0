import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { AppError } from '../../core/app-error.ts';
import type { PublicServices } from '../public-services.ts';
import { jsonResponse } from '../schemas/common.ts';
import { PROBLEM_RESPONSES } from '../schemas/problem.ts';

const Health = z.object({ status: z.literal('ok') }).openapi('Health');

const live = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['Health'],
  summary: 'Tell whether the process is up',
  description: 'Asks nothing of the database: a restart would not help a database that is down.',
  responses: { 200: jsonResponse('The process is up.', Health), ...PROBLEM_RESPONSES },
});

const ready = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['Health'],
  summary: 'Tell whether the hub can work',
  description: 'Answers 503 while the database cannot be used.',
  responses: { 200: jsonResponse('The hub can work.', Health), ...PROBLEM_RESPONSES },
});

/** Mounts the probes. */
export function mountHealth(app: OpenAPIHono, services: PublicServices): void {
  app.openapi(live, (c) => c.json({ status: 'ok' as const }, 200));
  app.openapi(ready, async (c) => {
    const isReady = await services.isReady().catch((cause: unknown) => {
      throw new AppError('database.unavailable', { cause });
    });
    if (!isReady) throw new AppError('database.unavailable');
    return c.json({ status: 'ok' as const }, 200);
  });
}

import { z } from '@hono/zod-openapi';

/** An instant of a query, in any offset from UTC. */
export const PastInstant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .openapi({ type: 'string', format: 'date-time', example: '2026-11-01T00:00:00+09:00' });

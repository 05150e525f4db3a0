import { z } from '@hono/zod-openapi';
import { Lineage } from '../../core/lineage/lineage-step.ts';

/** Which value is asked for; what leads to no value is said by the verb, with its own code. */
export const LineageQuery = z.object({
  path: z
    .string()
    .max(1000)
    .openapi({
      example: '/lines/0/netAmount',
      description:
        'A JSON pointer (RFC 6901) into the `document` of an invoice, or into the canonical record, which answers hold as ' +
        '`customer`, `deal`, `entry` and so on; lists count from 0.',
    }),
});

/** A value and its way back. */
export const LineageSchema = z.object(Lineage.shape).openapi('Lineage');

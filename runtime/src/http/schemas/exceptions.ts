import { z } from '@hono/zod-openapi';
import { EXCEPTION_KINDS } from '../../core/exception-kinds.ts';
import { AssignExceptionInput } from '../../flow/exceptions/assign-exception.ts';
import { Amount, Instant, PageQuery, pageOf } from './common.ts';

const Kind = z.enum(EXCEPTION_KINDS).openapi('ExceptionKind');
const AGE_DAYS = /^[1-9][0-9]{0,3}$/;

/** What of the queue is asked for. */
export const ExceptionQuery = PageQuery.extend({
  kind: Kind.optional(),
  owner: z
    .string()
    .max(64)
    .optional()
    .openapi({ description: 'The id of a person, or `nobody` for what nobody looks after.' }),
  minAgeDays: z
    .string()
    .regex(AGE_DAYS, 'must be a number of days')
    .transform((text) => Number.parseInt(text, 10))
    .optional()
    .openapi({ type: 'integer', minimum: 1, description: 'Only what waits at least so many days.' }),
  entityId: z
    .string()
    .max(64)
    .optional()
    .openapi({ description: 'Only what belongs to this legal entity; what belongs to none is left out.' }),
});

export const ExceptionSchema = z
  .object({
    id: z.string().openapi({
      example: 'exc_9e107d9d372bb6826bd81d3542a419d6',
      description: 'Names this occurrence: what is mended and comes back has another id, and no owner.',
    }),
    kind: Kind,
    object: z.object({
      kind: z.enum([
        'dead_letter',
        'invoice',
        'delivery_report',
        'contract',
        'connection',
        'payment',
        'webhook_endpoint',
      ]),
      id: z.string(),
    }),
    invoiceId: z.string().nullable(),
    name: z
      .string()
      .openapi({ description: 'What it is about, such as the customer; empty without a name.' }),
    code: z.string().openapi({
      description: 'What is wrong: of stopped work its stage and error code, of others a state or a finding.',
    }),
    text: z.object({ en: z.string(), ja: z.string() }).nullable(),
    amount: Amount.nullable(),
    currency: z.string().nullable(),
    since: Instant,
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    note: z.string(),
  })
  .openapi('Exception');
export const ExceptionPage = pageOf('ExceptionPage', ExceptionSchema);

/** Who looks after it; null gives it back, and what is left out stays. */
export const AssignExceptionBody = z.strictObject(AssignExceptionInput.shape).openapi('AssignExceptionBody', {
  example: { ownerId: 'per_0198f1c27a4e7c119d5b2f6f3f1f9a10', note: 'Asks sales.' },
});

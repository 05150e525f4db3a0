import { z } from '@hono/zod-openapi';
import { ID_PREFIXES, type IdKind } from '../../core/ids.ts';

/** An instant in UTC. */
export const Instant = z.iso.datetime().openapi({ example: '2026-11-24T03:00:00.000Z' });

/** An amount in major units as text: binary floating point would change it. */
export const Amount = z
  .string()
  .openapi({ example: '17900.00', description: 'Decimal text in major units.' });

/** An object of any content. */
export const FreeObject = z.record(z.string(), z.unknown());

/** Any JSON value. */
export const AnyValue = z.any().openapi({ description: 'Any JSON value.' });

/** Who did something. */
export const ActorView = z
  .object({
    kind: z.enum(['person', 'api_key', 'rule_set', 'connection', 'system']),
    id: z.string(),
    name: z.string(),
  })
  .openapi('Actor', {
    example: { kind: 'person', id: 'per_0198f1c27a4e7c119d5b2f6f3f1f9a10', name: 'Ken Ito' },
  });

/** The name of a system or of one of its objects. */
export const SystemName = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,59}$/, 'must be a lower-case name such as hubspot');

/** The id of what was made. */
export const CreatedSchema = z.object({ id: z.string() }).openapi('Created');

/** An id in a path; one of another form names nothing here and is answered like an unknown one. */
export const idParams = (kind: IdKind) =>
  z.object({
    id: z
      .string()
      .max(64)
      .openapi({
        param: { name: 'id', in: 'path' },
        example: `${ID_PREFIXES[kind]}_0198f1c27a4e7c119d5b2f6f3f1f9a10`,
      }),
  });

const LIMIT_MAX = 100;
const LIMIT_DEFAULT = 25;

/** The query of every list: how many, and where to go on. */
export const PageQuery = z.object({
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/, `must be an integer from 1 to ${LIMIT_MAX}`)
    .transform((text) => Number.parseInt(text, 10))
    .refine((limit) => limit <= LIMIT_MAX, `must be an integer from 1 to ${LIMIT_MAX}`)
    .optional()
    .transform((limit) => limit ?? LIMIT_DEFAULT)
    .openapi({ type: 'integer', minimum: 1, maximum: LIMIT_MAX, default: LIMIT_DEFAULT }),
  cursor: z
    .string()
    .min(1)
    .max(400)
    .optional()
    .openapi({ description: 'The nextCursor of the page before. Opaque: an edited one is refused.' }),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** What somebody typed to find something. */
export const SearchText = z.string().trim().min(1).max(100);

/** The query of a list that can be searched. */
export const SearchQuery = PageQuery.extend({
  query: SearchText.optional().openapi({ description: 'A part of the name, or the id in its own system.' }),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** A page of items under a name of its own. */
export const pageOf = <Item extends z.ZodType>(name: string, item: Item) =>
  z
    .object({
      items: z.array(item),
      nextCursor: z.string().nullable().openapi({ description: 'Null on the last page.' }),
    })
    .openapi(name);

/** A successful answer with a JSON body. */
export const jsonResponse = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  description,
  content: { 'application/json': { schema } },
});

import { z } from '../../support/zod.ts';

/** Any page, with what every item of it has. */
export const AnyPage = z.object({
  items: z.array(
    z.looseObject({ id: z.string(), entityId: z.string().optional(), invoiceId: z.string().nullish() }),
  ),
  nextCursor: z.string().nullable(),
});

/** The JSON of an answer by a schema; fails when it is something else. */
export async function readAs<Schema extends z.ZodType>(
  response: Response | Promise<Response>,
  schema: Schema,
): Promise<z.infer<Schema>> {
  return schema.parse(await (await response).json());
}

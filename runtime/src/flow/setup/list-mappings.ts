import { asc, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { mappingVersions } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';

/** A published mapping. */
export type PublishedMapping = typeof mappingVersions.$inferSelect;

/** The published mappings, by system and object. */
export async function listMappings({ ctx }: { ctx: Ctx }): Promise<PublishedMapping[]> {
  authorise(ctx, 'read');
  return ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select()
      .from(mappingVersions)
      .where(eq(mappingVersions.status, 'published'))
      .orderBy(asc(mappingVersions.system), asc(mappingVersions.object)),
  );
}

/** One version of a mapping, published or not; throws `request.not_found`. */
export async function getMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { mappingId: string };
}): Promise<PublishedMapping> {
  authorise(ctx, 'read');
  const [found] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx.select().from(mappingVersions).where(eq(mappingVersions.id, input.mappingId)),
  );
  if (found === undefined) throw new AppError('request.not_found', { detail: 'There is no such mapping.' });
  return found;
}

import { and, desc, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { mappingVersions } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import type { VersionRow } from './get-version.ts';

/** Every version of an object's mapping, newest first, those of single connections among them; throws `mapping.not_found`. */
export async function readMapping({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { system: string; object: string };
}): Promise<[VersionRow, ...VersionRow[]]> {
  authorise(ctx, 'read');
  const [newest, ...older] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select()
      .from(mappingVersions)
      .where(and(eq(mappingVersions.system, input.system), eq(mappingVersions.object, input.object)))
      .orderBy(desc(mappingVersions.createdAt), desc(mappingVersions.id)),
  );
  if (newest === undefined) throw new AppError('mapping.not_found');
  return [newest, ...older];
}

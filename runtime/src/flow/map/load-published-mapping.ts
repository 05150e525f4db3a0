import { and, eq } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { type CompiledMapping, compileMapping } from '../../core/mapping/compile-mapping.ts';
import { mappingVersions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';

/** A published mapping, compiled. */
export type PublishedMapping = { versionId: string; compiled: CompiledMapping; script: string | null };

/** Versions are immutable, so a compiled one never goes stale. */
const compiledVersions = new Map<string, PublishedMapping>();
const COMPILED_MAX = 500;

/**
 * The published mapping of an object; undefined when there is none.
 * Throws `mapping.definition_invalid` for a stored definition that does not compile.
 */
export async function loadPublishedMapping(
  ctx: Ctx,
  system: string,
  object: string,
): Promise<PublishedMapping | undefined> {
  const [row] = await ctx.deps.database.inOrganization(ctx.organizationId, (tx) =>
    tx
      .select({
        id: mappingVersions.id,
        definition: mappingVersions.definition,
        script: mappingVersions.script,
      })
      .from(mappingVersions)
      .where(
        and(
          eq(mappingVersions.system, system),
          eq(mappingVersions.object, object),
          eq(mappingVersions.status, 'published'),
        ),
      ),
  );
  if (row === undefined) return undefined;
  const cached = compiledVersions.get(row.id);
  if (cached !== undefined) return cached;
  const compilation = compileMapping(row.definition);
  if (!compilation.ok) {
    throw new AppError('mapping.definition_invalid', {
      detail: compilation.reason,
      errors: compilation.errors,
    });
  }
  const published = { versionId: row.id, compiled: compilation.value, script: row.script };
  if (compiledVersions.size >= COMPILED_MAX) compiledVersions.clear();
  compiledVersions.set(row.id, published);
  return published;
}

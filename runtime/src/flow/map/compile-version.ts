import { AppError } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import { type CompiledMapping, compileMapping } from '../../core/mapping/compile-mapping.ts';

/** A version of a mapping, compiled. */
export type PublishedMapping = { versionId: string; compiled: CompiledMapping; script: string | null };

/** Versions are immutable, so a compiled one never goes stale. */
const compiledVersions = new Map<string, PublishedMapping>();
const COMPILED_MAX = 500;

/** Compiles a stored version once; throws `mapping.definition_invalid` for one that does not compile. */
export function compileVersion(row: {
  id: string;
  definition: JsonObject;
  script: string | null;
}): PublishedMapping {
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

import { AppError } from '../../core/app-error.ts';
import type { JsonObject } from '../../core/json.ts';
import { type CompiledMapping, compileMapping } from '../../core/mapping/compile-mapping.ts';

/** A version of a mapping, compiled. */
export type PublishedMapping = { versionId: string; compiled: CompiledMapping; script: string | null };

/** The content of a version and its hash go together, so that what was compiled never goes stale, a draft's neither. */
const compiledVersions = new Map<string, PublishedMapping>();
const COMPILED_MAX = 500;

/** Compiles a stored version once; throws `mapping.definition_invalid` for one that does not compile. */
export function compileVersion(row: {
  id: string;
  contentHash: string;
  definition: JsonObject;
  script: string | null;
}): PublishedMapping {
  const key = `${row.id} ${row.contentHash}`;
  const cached = compiledVersions.get(key);
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
  compiledVersions.set(key, published);
  return published;
}

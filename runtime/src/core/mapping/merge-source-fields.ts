import type { DescribedField, InferredField, SourceField } from './source-field.ts';

/**
 * What systems describe, in their order, completed by what stored records hold: the places that nobody describes follow,
 * under their own names. Of two descriptions of one path the first counts.
 */
export function mergeSourceFields(
  described: readonly DescribedField[],
  inferred: readonly InferredField[],
): SourceField[] {
  const fields = new Map<string, SourceField>();
  for (const field of described) {
    if (fields.has(field.path)) continue;
    fields.set(field.path, { options: [], ...field, sample: null, recordCount: 0 });
  }
  for (const { path, type, sample, recordCount } of inferred) {
    const known = fields.get(path) ?? { path, label: labelOf(path), type, isCustom: false, options: [] };
    fields.set(path, { ...known, sample, recordCount });
  }
  return [...fields.values()];
}

/** The last key of a path, with the `[*]` after it. */
export const labelOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

import { parsePath } from './path.ts';
import { pathAncestors, pathPattern } from './target-places.ts';

/** A source field as a connector or the stored records describe it. */
export type DescribedField = { path: string; type: string };

/** The fields that a source is known to have. */
export type DescribedSources = {
  /** True for a field that is described, that holds described ones, or that lies in one whose inside nobody described. */
  has(pattern: string): boolean;
  names: ReadonlySet<string>;
};

/** What may hold more than its description says. */
const HOLDERS: ReadonlySet<string> = new Set(['object', 'list', 'array']);

/** Makes the described fields askable by pattern, list positions as `[*]`. A path that cannot be read describes nothing. */
export function describeSources(described: readonly DescribedField[]): DescribedSources {
  const names = new Set<string>();
  const ancestors = new Set<string>();
  const holders = new Set<string>();
  for (const { path, type } of described) {
    const parsed = parsePath(path);
    if (!parsed.ok) continue;
    const pattern = pathPattern(parsed.value);
    names.add(pattern);
    if (HOLDERS.has(type)) holders.add(pattern);
    for (const ancestor of pathAncestors(parsed.value)) ancestors.add(ancestor);
  }
  const isOpen = (pattern: string) => holders.has(pattern) && !ancestors.has(pattern);
  return {
    names,
    has(pattern) {
      if (names.has(pattern) || ancestors.has(pattern)) return true;
      const parsed = parsePath(pattern);
      return parsed.ok && pathAncestors(parsed.value).some(isOpen);
    },
  };
}

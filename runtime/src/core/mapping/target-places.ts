import { type Path, pathToText } from './path.ts';

/** A path as text with every list position as `[*]`, so that a place and its description compare. */
export function pathPattern(path: Path): string {
  return pathToText(path.map((segment) => (segment.kind === 'index' ? { kind: 'each' } : segment)));
}

/** The places that hold the one of a path, as patterns, outermost first. */
export function pathAncestors(path: Path): string[] {
  return path.slice(1).map((_, at) => pathPattern(path.slice(0, at + 1)));
}

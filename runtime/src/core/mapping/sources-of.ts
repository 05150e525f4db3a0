import type { FieldRow } from './definition.ts';
import { compileExpression } from './expressions/compile-expression.ts';
import { parsePath, pathToText } from './path.ts';

/** A source field that a row names, and where in the definition it does. */
export type NamedSource = { path: string; pointer: string };

/** Every source field that a row at a pointer names; of an expression that does not compile, none. */
export function sourcesOf(row: FieldRow, pointer: string): NamedSource[] {
  const sources: NamedSource[] = [];
  if (typeof row.from === 'string') sources.push({ path: row.from, pointer: `${pointer}/from` });
  else
    for (const [at, path] of (row.from ?? []).entries())
      sources.push({ path, pointer: `${pointer}/from/${at}` });
  if (row.each !== undefined) sources.push({ path: row.each, pointer: `${pointer}/each` });
  for (const path of readsOf(row)) sources.push({ path, pointer: `${pointer}/expression` });
  if (row.when !== undefined) sources.push({ path: row.when.from, pointer: `${pointer}/when/from` });
  return sources;
}

function readsOf({ expression, each }: FieldRow): string[] {
  const list = each === undefined ? undefined : parsePath(each);
  if (expression === undefined || list?.ok === false) return [];
  const compiled = compileExpression(expression, list?.value);
  if (!compiled.ok) return [];
  return compiled.value.reads.filter((path) => path.length > 0).map(pathToText);
}

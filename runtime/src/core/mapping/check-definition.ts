import type { MappingDefinition } from './definition.ts';
import { describeSources } from './described-sources.ts';
import { listTargetFields } from './list-target-fields.ts';
import { parsePath } from './path.ts';
import type { DescribedField } from './source-field.ts';
import { type NamedSource, sourcesOf } from './sources-of.ts';
import { suggestName } from './suggest-name.ts';
import { pathPattern } from './target-places.ts';

/** Something of a definition that is probably a slip, and does not stop it from being used. */
export type DefinitionWarning = {
  code: 'unknown_source' | 'unknown_target';
  /** The row, counted from 1. */
  row: number;
  pointer: string;
  path: string;
  /** The known field that was probably meant. */
  suggestion: string | undefined;
  texts: { en: string; ja: string };
};

type Known = { has(pattern: string): boolean; names: Iterable<string> };

/** Warns of targets that the canonical schema lacks and, when fields are described, of sources that are none of them. */
export function checkDefinition(
  definition: MappingDefinition,
  described?: readonly Pick<DescribedField, 'path' | 'type'>[],
): DefinitionWarning[] {
  const fields = listTargetFields(definition.kind);
  const targets: Known = { has: (path) => fields.has(path), names: [...fields.keys()] };
  const sources = described === undefined ? undefined : describeSources(described);
  return definition.fields.flatMap((row, at) => {
    const pointer = `/fields/${at}`;
    const target = warn('unknown_target', at + 1, { path: row.to, pointer: `${pointer}/to` }, targets);
    if (sources === undefined) return target;
    return [
      ...target,
      ...sourcesOf(row, pointer).flatMap((named) => warn('unknown_source', at + 1, named, sources)),
    ];
  });
}

function warn(
  code: DefinitionWarning['code'],
  row: number,
  { path, pointer }: NamedSource,
  known: Known,
): DefinitionWarning[] {
  const parsed = parsePath(path);
  // What cannot be read as a path is an error of compileMapping, not a slip in a name.
  if (!parsed.ok) return [];
  const pattern = pathPattern(parsed.value);
  if (known.has(pattern)) return [];
  const suggestion = suggestName(pattern, known.names);
  return [{ code, row, pointer, path, suggestion, texts: textsOf(code, path, row, suggestion) }];
}

function textsOf(
  code: DefinitionWarning['code'],
  path: string,
  row: number,
  suggestion: string | undefined,
): DefinitionWarning['texts'] {
  const [en, ja] =
    code === 'unknown_target'
      ? ['is no field of the record', 'は取込先の項目にありません']
      : ['is no known field of the source', 'は取込元の項目に見つかりません'];
  return {
    en: `row ${row}: ${path} ${en}${suggestion === undefined ? '' : `; did you mean ${suggestion}?`}`,
    ja: `${row}行目：「${path}」${ja}。${suggestion === undefined ? '' : `「${suggestion}」ではありませんか。`}`,
  };
}

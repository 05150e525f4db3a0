import type { MappingDefinition } from './definition.ts';
import { labelOf } from './merge-source-fields.ts';
import type { SourceField } from './source-field.ts';
import { sourcesOf } from './sources-of.ts';

/** The fields that the rows of a mapping read, each once, in their order: known before the first record has come. */
export function namedFields({ fields }: MappingDefinition): SourceField[] {
  const lists = new Set(fields.flatMap(({ each }) => (each === undefined ? [] : [each])));
  const paths = new Set(fields.flatMap((row) => sourcesOf(row, '').map(({ path }) => path)));
  return [...paths].map((path) => ({
    path,
    label: labelOf(path),
    type: lists.has(path) ? 'list' : 'text',
    isCustom: false,
    options: [],
    sample: null,
    recordCount: 0,
  }));
}

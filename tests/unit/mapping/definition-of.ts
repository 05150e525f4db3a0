import type { JsonObject } from '../../../runtime/src/core/json.ts';
import { MappingDefinition } from '../../../runtime/src/core/mapping/definition.ts';

/** A definition of these rows, for a deal. */
export const definitionOf = (...fields: JsonObject[]): MappingDefinition =>
  MappingDefinition.parse({
    system: 'hubspot',
    object: 'deal',
    kind: 'deal',
    description: 'of a test',
    fields,
  });

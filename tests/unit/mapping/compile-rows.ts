import type { ErrorDetail } from '../../../runtime/src/core/app-error.ts';
import type { JsonObject, JsonValue } from '../../../runtime/src/core/json.ts';
import { type CompiledMapping, compileMapping } from '../../../runtime/src/core/mapping/compile-mapping.ts';

/** A definition of these rows. */
const definition = (fields: JsonValue[]): JsonObject => ({
  system: 'hubspot',
  object: 'deal',
  kind: 'deal',
  description: 'of a test',
  fields,
});

/** These rows, compiled; throws for rows that are refused. */
export function compile(...fields: JsonObject[]): CompiledMapping {
  const compiled = compileMapping(definition(fields));
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.value;
}

/** What is refused about these rows; empty when they compile. */
export const problemsOf = (...fields: JsonValue[]): ErrorDetail[] => {
  const compiled = compileMapping(definition(fields));
  return compiled.ok ? [] : compiled.errors;
};

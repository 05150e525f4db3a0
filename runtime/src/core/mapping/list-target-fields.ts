import { z } from 'zod';
import { CANONICAL_SCHEMAS, type CanonicalKind } from '../canonical/schemas.ts';
import { isJsonObject, type JsonObject, toJson } from '../json.ts';
import { commonType } from './common-type.ts';
import type { FieldType } from './source-field.ts';
import { typeOfSchema, variantsOf } from './type-of-schema.ts';

/** A place that a row can write, whether its parent is no valid record without it, and what it holds. */
export type TargetField = { path: string; isRequired: boolean; type: FieldType };

/**
 * Every place of a kind's canonical schema by its path, parents before children, list elements as `[*]`.
 * Of a place with variants, such as a contract's plan, a member is required when each variant requires it.
 */
export function listTargetFields(kind: CanonicalKind): ReadonlyMap<string, TargetField> {
  const fields = new Map<string, TargetField>();
  collect(toJson(z.toJSONSchema(CANONICAL_SCHEMAS[kind], { io: 'input' })), '', fields);
  return fields;
}

function collect(schema: JsonObject, path: string, fields: Map<string, TargetField>): void {
  const variants = variantsOf(schema);
  if (variants !== undefined) {
    mergeVariants(variants, path, fields);
    return;
  }
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  for (const [key, member] of Object.entries(
    isJsonObject(schema['properties']) ? schema['properties'] : {},
  )) {
    const at = path === '' ? key : `${path}.${key}`;
    if (!isJsonObject(member)) continue;
    fields.set(at, { path: at, isRequired: required.includes(key), type: typeOfSchema(member) });
    collect(member, at, fields);
  }
  if (isJsonObject(schema['items'])) {
    const at = `${path}[*]`;
    fields.set(at, { path: at, isRequired: false, type: typeOfSchema(schema['items']) });
    collect(schema['items'], at, fields);
  }
}

function mergeVariants(
  variants: readonly JsonObject[],
  path: string,
  fields: Map<string, TargetField>,
): void {
  const each = variants.map((variant) => {
    const own = new Map<string, TargetField>();
    collect(variant, path, own);
    return own;
  });
  for (const key of new Set(each.flatMap((own) => [...own.keys()]))) {
    const isRequired = each.every((own) => own.get(key)?.isRequired === true);
    const types = each.flatMap((own) => own.get(key)?.type ?? []);
    fields.set(key, { path: key, isRequired, type: commonType(new Set(types)) });
  }
}

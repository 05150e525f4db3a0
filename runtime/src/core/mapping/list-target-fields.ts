import { z } from 'zod';
import { CANONICAL_SCHEMAS, type CanonicalKind } from '../canonical/schemas.ts';
import { isJsonObject, type JsonValue, toJson } from '../json.ts';

/** A place that a row can write, and whether its parent is no valid record without it. */
export type TargetField = { path: string; isRequired: boolean };

/**
 * Every place of a kind's canonical schema by its path, parents before children, list elements as `[*]`.
 * Of a place with variants, such as a contract's plan, a member is required when each variant requires it.
 */
export function listTargetFields(kind: CanonicalKind): ReadonlyMap<string, TargetField> {
  const fields = new Map<string, TargetField>();
  collect(toJson(z.toJSONSchema(CANONICAL_SCHEMAS[kind], { io: 'input' })), '', fields);
  return fields;
}

function collect(schema: JsonValue | undefined, path: string, fields: Map<string, TargetField>): void {
  if (!isJsonObject(schema)) return;
  const variants = [schema['oneOf'], schema['anyOf']].find(Array.isArray);
  if (variants !== undefined) {
    mergeVariants(variants, path, fields);
    return;
  }
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  for (const [key, member] of Object.entries(
    isJsonObject(schema['properties']) ? schema['properties'] : {},
  )) {
    const at = path === '' ? key : `${path}.${key}`;
    fields.set(at, { path: at, isRequired: required.includes(key) });
    collect(member, at, fields);
  }
  if (isJsonObject(schema['items'])) {
    fields.set(`${path}[*]`, { path: `${path}[*]`, isRequired: false });
    collect(schema['items'], `${path}[*]`, fields);
  }
}

function mergeVariants(variants: readonly JsonValue[], path: string, fields: Map<string, TargetField>): void {
  const each = variants.map((variant) => {
    const own = new Map<string, TargetField>();
    collect(variant, path, own);
    return own;
  });
  for (const key of new Set(each.flatMap((own) => [...own.keys()]))) {
    const isRequired = each.every((own) => own.get(key)?.isRequired === true);
    fields.set(key, { path: key, isRequired });
  }
}

import { z } from 'zod';
import { FieldRow, MappingDefinition, TransformCall } from '../core/mapping/definition.ts';
import { TRANSFORMS } from '../core/mapping/transforms/table.ts';

type Schema = z.core.JSONSchema.BaseSchema;

/** Members of a row and of a condition of which exactly one is there, with those that go with it alone. */
const ORIGINS = {
  from: ['transform', 'default', 'required'],
  const: [],
  expression: ['each', 'transform', 'default', 'required'],
};
const TESTS = { equals: [], in: [], exists: [] };

/** The JSON Schema of mapping.json, each transform with its arguments, for editors and for checks before upload. */
export function mappingJsonSchema(): Schema {
  const schema = z.toJSONSchema(MappingDefinition, {
    io: 'input',
    override({ zodSchema, jsonSchema }) {
      if (zodSchema === TransformCall) replace(jsonSchema, { $ref: '#/$defs/transform' });
      // What refinements ask of members, JSON Schema says by one object for each choice.
      else if (zodSchema === FieldRow) replace(jsonSchema, { anyOf: choices(jsonSchema, ORIGINS) });
      else if (jsonSchema.properties?.['exists'] !== undefined)
        replace(jsonSchema, { anyOf: choices(jsonSchema, TESTS) });
    },
  });
  return { ...schema, $defs: { transform: { anyOf: transformSchemas() } } };
}

function replace(schema: Schema, instead: Schema): void {
  for (const key of Object.keys(schema)) delete schema[key];
  Object.assign(schema, instead);
}

function choices({ properties = {}, required = [] }: Schema, members: Record<string, string[]>): Schema[] {
  const optional = new Set(Object.values(members).flat());
  return Object.entries(members).map(([member, beside]) => ({
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties).filter(
        ([key]) => key === member || beside.includes(key) || !(key in members || optional.has(key)),
      ),
    ),
    required: [...required, member],
    additionalProperties: false,
  }));
}

/** The names that stand alone, then each transform with its arguments beside its name. */
function transformSchemas(): Schema[] {
  const schemas = [...TRANSFORMS].map(([name, transform]) => {
    const { properties = {}, required = [] } = z.toJSONSchema(transform.arguments, { io: 'input' });
    return { name, properties, required };
  });
  const alone = schemas.filter(({ required }) => required.length === 0).map(({ name }) => name);
  return [
    { type: 'string', enum: alone },
    ...schemas.map(
      ({ name, properties, required }): Schema => ({
        type: 'object',
        properties: { name: { const: name }, ...properties },
        required: ['name', ...required],
        additionalProperties: false,
      }),
    ),
  ];
}

import { z } from 'zod';
import { CanonicalKind } from '../canonical/schemas.ts';

const ROWS_MAX = 200;

/** A fixed value. Amounts are decimal text, so a number is an integer. */
export const FieldConstant = z.union(
  [z.string().max(1000), z.boolean(), z.int()],
  'must be a text, a whole number, true or false',
);
export type FieldConstant = z.infer<typeof FieldConstant>;

/** A transform by name, with its arguments beside the name. */
export const TransformCall = z
  .union([z.string().min(1).max(40), z.looseObject({ name: z.string().min(1).max(40) })])
  .describe('A transform by its name, or an object with its name and its arguments.');
export type TransformCall = z.infer<typeof TransformCall>;

/** What a condition may ask of a value; a condition asks exactly one. */
export const ValueTests = z.strictObject({
  equals: FieldConstant.optional().describe('Its text is this one.'),
  in: z.array(FieldConstant).min(1).max(200).optional().describe('Its text is one of these.'),
  exists: z.boolean().optional().describe('It is filled, or with false it is not.'),
});
export type ValueTests = z.infer<typeof ValueTests>;

/** True when exactly one test is asked. */
export const hasOneTest = (tests: ValueTests): boolean =>
  [tests.equals, tests.in, tests.exists].filter((test) => test !== undefined).length === 1;

/** What is said of a condition that asks none or several. */
export const ONE_TEST = 'needs exactly one of equals, in, exists';

/** When a row applies: exactly one of `equals`, `in`, `exists` over a source field. */
export const RowCondition = ValueTests.extend({
  from: z
    .string()
    .describe('The source field that is looked at; within a list the row goes over, element by element.'),
}).refine(hasOneTest, ONE_TEST);
export type RowCondition = z.infer<typeof RowCondition>;

/**
 * One row of a mapping: a target field and where its value comes from. Several sources make a list
 * of those that are filled, for `join`. A source that is missing, null or an empty text is not filled.
 */
export const FieldRow = z
  .strictObject({
    to: z.string().describe('The field of the canonical record, such as lines[*].quantity.'),
    from: z
      .union([z.string(), z.array(z.string()).min(2).max(10)], 'must be a path, or 2 to 10 paths')
      .optional()
      .describe('The source field, such as line_items[*].properties.quantity; several make a list for join.'),
    const: FieldConstant.optional().describe('A fixed value. Amounts are decimal text.'),
    expression: z
      .string()
      .min(1)
      .max(2000)
      .optional()
      .describe('CEL over source, the record as received; with each also over item and index.'),
    each: z
      .string()
      .optional()
      .describe('For an expression: the source list that the [*] of to follows, such as line_items[*].'),
    transform: z
      .array(TransformCall)
      .min(1)
      .max(10)
      .optional()
      .describe('What is done to the value, in order.'),
    default: FieldConstant.optional().describe('Stands in where the source is not filled.'),
    required: z.boolean().optional().describe('True when a record without the value is refused.'),
    when: RowCondition.optional().describe('When the row applies; always without it.'),
  })
  .refine(
    (row) => [row.from, row.const, row.expression].filter((origin) => origin !== undefined).length === 1,
    'needs exactly one of from, const, expression',
  )
  .refine((row) => row.each === undefined || row.expression !== undefined, 'each is for an expression')
  .refine(
    (row) =>
      row.const === undefined ||
      (row.transform === undefined && row.default === undefined && row.required === undefined),
    'a const takes no transform, default or required',
  );
export type FieldRow = z.infer<typeof FieldRow>;

/** A mapping as stored: from one object of one system to one canonical kind. */
export const MappingDefinition = z.strictObject({
  $schema: z.string().max(300).optional().describe('Where this schema lies, for editors.'),
  system: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be lower case, such as hubspot')
    .describe('The system that the records come from, such as hubspot.'),
  object: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,59}$/, 'must be lower case, such as deal')
    .describe("The system's own name of the kind of record, such as deal."),
  kind: CanonicalKind.describe('What a record becomes.'),
  version: z.int().min(1).optional().describe('Counted from 1 for each object; given by the hub.'),
  description: z.string().max(500).describe('What the mapping does, for those who review it.'),
  fields: z
    .array(FieldRow)
    .min(1)
    .max(ROWS_MAX)
    .describe('The rows, in order: of two that write one field the later one stands.'),
  script: z
    .boolean()
    .optional()
    .describe('True when a script runs between the rows and the check against the canonical schema.'),
});
export type MappingDefinition = z.infer<typeof MappingDefinition>;

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
export const TransformCall = z.union([
  z.string().min(1).max(40),
  z.looseObject({ name: z.string().min(1).max(40) }),
]);
export type TransformCall = z.infer<typeof TransformCall>;

/** What a condition may ask of a value; a condition asks exactly one. */
export const ValueTests = z.strictObject({
  equals: FieldConstant.optional(),
  in: z.array(FieldConstant).min(1).max(200).optional(),
  exists: z.boolean().optional(),
});
export type ValueTests = z.infer<typeof ValueTests>;

/** True when exactly one test is asked. */
export const hasOneTest = (tests: ValueTests): boolean =>
  [tests.equals, tests.in, tests.exists].filter((test) => test !== undefined).length === 1;

/** What is said of a condition that asks none or several. */
export const ONE_TEST = 'needs exactly one of equals, in, exists';

/** When a row applies: exactly one of `equals`, `in`, `exists` over a source field. */
export const RowCondition = ValueTests.extend({ from: z.string() }).refine(hasOneTest, ONE_TEST);
export type RowCondition = z.infer<typeof RowCondition>;

/**
 * One row of a mapping: a target field and where its value comes from. Several sources make a list
 * of those that are filled, for `join`. A source that is missing, null or an empty text is not filled.
 */
export const FieldRow = z
  .strictObject({
    to: z.string(),
    from: z
      .union([z.string(), z.array(z.string()).min(2).max(10)], 'must be a path, or 2 to 10 paths')
      .optional(),
    const: FieldConstant.optional(),
    /** CEL over `source`, the record as received; with `each` also over `item` and `index`. */
    expression: z.string().min(1).max(2000).optional(),
    /** The source list that the last `[*]` of `to` follows, for an expression. */
    each: z.string().optional(),
    transform: z.array(TransformCall).min(1).max(10).optional(),
    default: FieldConstant.optional(),
    required: z.boolean().optional(),
    when: RowCondition.optional(),
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
  system: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be lower case, such as hubspot'),
  object: z.string().regex(/^[a-z][a-z0-9_-]{0,59}$/, 'must be lower case, such as deal'),
  kind: CanonicalKind,
  version: z.int().min(1).optional(),
  description: z.string().max(500),
  fields: z.array(FieldRow).min(1).max(ROWS_MAX),
  /** True when a script runs between the rows and the check against the canonical schema. */
  script: z.boolean().optional(),
});
export type MappingDefinition = z.infer<typeof MappingDefinition>;

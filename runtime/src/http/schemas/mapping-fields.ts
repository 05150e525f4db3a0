import { z } from '@hono/zod-openapi';
import { CanonicalKind } from '../../core/canonical/schemas.ts';
import { FIELD_TYPES } from '../../core/mapping/source-field.ts';

const FieldTypeSchema = z.enum(FIELD_TYPES).openapi({
  description: 'What the field holds; where a system gives everything as text, what the text means.',
});

const SourceFieldSchema = z
  .object({
    path: z.string().openapi({ example: 'line_items[*].properties.hs_sku' }),
    label: z.string().openapi({ example: 'SKU' }),
    type: FieldTypeSchema,
    isCustom: z.boolean().openapi({ description: 'Made by the account itself and not by the vendor.' }),
    options: z
      .array(z.object({ value: z.string(), label: z.string() }))
      .openapi({ description: 'What a field of choices offers.' }),
    sample: z.string().nullable().openapi({
      description:
        'A value of a stored record, cut to 80 characters; null for lists, objects and what is never filled.',
    }),
    recordCount: z
      .int()
      .openapi({ description: 'In how many of the records that were looked at it is filled.' }),
  })
  .openapi('SourceField');

const TargetFieldSchema = z
  .object({
    path: z.string().openapi({ example: 'lines[*].quantity' }),
    isRequired: z.boolean().openapi({ description: 'Its parent is no valid record without it.' }),
    type: FieldTypeSchema,
  })
  .openapi('TargetField');

/** Both sides of a mapping. */
export const MappingFieldsSchema = z
  .object({
    kind: CanonicalKind.nullable().openapi({
      description:
        'What the object becomes: as asked, else as its newest mapping says; null when neither says it.',
    }),
    recordCount: z
      .int()
      .openapi({ description: 'Stored records that were looked at, the newest 200 at most.' }),
    source: z.array(SourceFieldSchema),
    target: z.array(TargetFieldSchema).openapi({ description: 'Empty while the kind is not known.' }),
    warnings: z.array(z.object({ connectionId: z.string(), code: z.string(), detail: z.string() })).openapi({
      description: 'Connections that could not say which fields they have, each with its reason.',
    }),
  })
  .openapi('MappingFields');

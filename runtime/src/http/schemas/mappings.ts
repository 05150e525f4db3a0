import { z } from '@hono/zod-openapi';
import { MappingDefinition } from '../../core/mapping/definition.ts';
import { MAPPING_STATUSES } from '../../core/mapping/version-status.ts';
import { ActorView, AnyValue, FreeObject, Instant, idParams } from './common.ts';

const Kind = z.string().openapi({ example: 'deal', description: 'What its records become.' });
const NAME = /^[a-z][a-z0-9_-]{0,59}$/;
const Name = z.string().regex(NAME, 'must be a lower-case name such as hubspot');

/** A mapping in a path; one that nobody has is answered like an unknown one. */
export const MappingParams = z.object({
  system: Name.openapi({ param: { name: 'system', in: 'path' }, example: 'hubspot' }),
  object: Name.openapi({ param: { name: 'object', in: 'path' }, example: 'deal' }),
});

/** A fixture in a path. */
export const FixtureParams = idParams('mappingVersion').extend({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .openapi({ param: { name: 'name', in: 'path' }, example: 'a deal with two lines' }),
});

const Live = z
  .object({ versionId: z.string(), version: z.int(), publishedAt: Instant.nullable() })
  .nullable()
  .openapi({ description: 'The version that records are mapped by; null when there is none.' });
const ConnectionId = z
  .string()
  .nullable()
  .openapi({ description: 'The connection whose records alone it is for; null for all of its system.' });

/** Every mapping. */
export const MappingList = z
  .object({
    data: z.array(
      z.object({
        system: z.string(),
        object: z.string(),
        kind: Kind,
        connectionId: ConnectionId,
        live: Live,
        draftCount: z.int().openapi({ description: 'Versions on their way: drafts, in review, reviewed.' }),
      }),
    ),
  })
  .openapi('MappingList');

const summary = {
  id: z.string(),
  system: z.string(),
  object: z.string(),
  kind: Kind,
  connectionId: ConnectionId,
  version: z.int(),
  status: z.enum(MAPPING_STATUSES),
  baseVersionId: z.string().nullable().openapi({ description: 'The version that the draft began as.' }),
  author: ActorView.nullable().openapi({ description: 'Null for versions that came with the hub.' }),
  reason: z.string(),
  revision: z
    .int()
    .openapi({ description: 'Counts the saves of a draft; a save names the one it was read with.' }),
  submittedAt: Instant.nullable(),
  reviewer: ActorView.nullable(),
  reviewedAt: Instant.nullable(),
  reviewComment: z.string(),
  publishedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant.nullable(),
  pausedAt: Instant.nullable().openapi({ description: 'Since when its script hangs and it maps nothing.' }),
};

/** A mapping with its versions. */
export const MappingSchema = z
  .object({
    system: z.string(),
    object: z.string(),
    kind: Kind,
    live: Live,
    versions: z
      .array(z.object(summary).openapi('MappingVersionSummary'))
      .openapi({ description: 'Newest first, those of single connections among them.' }),
  })
  .openapi('Mapping');

const Definition = z.object(MappingDefinition.shape).openapi('MappingDefinition');
const Row = z.object({ row: z.int(), field: Definition.shape.fields.element });
const Warning = z
  .object({
    code: z.enum(['unknown_source', 'unknown_target']),
    row: z.int(),
    pointer: z.string(),
    path: z.string(),
    suggestion: z.string().nullable(),
    detail: z.string(),
  })
  .openapi('MappingWarning', { description: 'Something that is probably a slip, and stops nothing.' });

/** A version with what its reviewer looks at. */
export const MappingVersionSchema = z
  .object({
    ...summary,
    definition: Definition,
    script: z.string().nullable(),
    fixtures: z.array(z.string()).openapi({ description: 'The names of its fixtures.' }),
    replaces: z
      .object({ versionId: z.string(), version: z.int() })
      .nullable()
      .openapi({ description: 'The live version that it replaces, or would; null for the first.' }),
    diff: z
      .object({
        header: z.array(z.string()),
        added: z.array(Row),
        removed: z.array(Row),
        changed: z.array(z.object({ before: Row, after: Row, members: z.array(z.string()) })),
        isReordered: z.boolean(),
        isScriptChanged: z.boolean(),
      })
      .nullable()
      .openapi({ description: 'What differs from the version that it replaces.' }),
    breaking: z.array(
      z.object({
        code: z.enum(['kind_changed', 'required_dropped', 'type_changed']),
        target: z.string(),
        severity: z.enum(['error', 'warning']),
        detail: z.string(),
      }),
    ),
    warnings: z.array(Warning),
  })
  .openapi('MappingVersion');

const Reason = z.string().trim().max(500);
/** Free here: the verb compiles it, and tells of each problem by its row. */
const DefinitionInput = FreeObject.openapi({ description: 'As `MappingDefinition`, checked row by row.' });

/** The wish for a draft. */
export const DraftMappingBody = z
  .strictObject({
    fromVersionId: z.string().max(64).optional().openapi({
      description: 'The version to begin with; absent: the live one, unless a definition is given.',
    }),
    definition: DefinitionInput.optional(),
    script: z.string().nullable().optional(),
    connectionId: z.string().max(64).nullable().optional(),
    reason: Reason.optional(),
  })
  .openapi('DraftMappingBody', { example: { reason: 'The CRM renamed a field.' } });

/** What a draft says from now on. */
export const SaveMappingBody = z
  .strictObject({
    definition: DefinitionInput,
    script: z.string().nullable(),
    reason: Reason.optional(),
    revision: z.int().min(1),
  })
  .openapi('SaveMappingBody');

/** Why the version before is wanted back. */
export const RollBackMappingBody = z
  .strictObject({ reason: Reason.min(1) })
  .openapi('RollBackMappingBody', { example: { reason: 'Discounts are read as amounts.' } });

/** A value that differs; a side that has none lacks its member. */
export const Change = z.object({
  path: z.string(),
  before: AnyValue.optional(),
  after: AnyValue.optional(),
});

/** The fixtures of a version, and what it makes of them now. */
export const FixtureList = z
  .object({
    data: z.array(
      z.object({
        name: z.string(),
        source: FreeObject,
        expected: FreeObject.nullable().openapi({ description: 'Null where the record must be refused.' }),
        isMet: z.boolean(),
        actual: FreeObject.nullable(),
        refusal: z.string().nullable(),
        differences: z.array(Change),
      }),
    ),
  })
  .openapi('MappingFixtureList');

/** A fixture to store. */
export const PutFixtureBody = z
  .strictObject({
    source: FreeObject.optional(),
    recordId: z.string().max(64).optional(),
    expected: FreeObject.nullable()
      .optional()
      .openapi({ description: 'Absent: what the draft makes of the source now.' }),
  })
  .refine(
    ({ source, recordId }) => (source === undefined) !== (recordId === undefined),
    'needs a source or a recordId',
  )
  .openapi('PutMappingFixtureBody', { example: { recordId: 'rec_0198f1c27a4e7c119d5b2f6f3f1f9a10' } });

/** The word that a fixture is stored. */
export const StoredFixtureSchema = z
  .object({ versionId: z.string(), name: z.string() })
  .openapi('StoredMappingFixture');

const RECORDS_MAX = 100;
const Records = z.array(FreeObject).max(RECORDS_MAX);

/** A mapping to try, and what to try it on. */
export const PreviewMappingBody = z
  .strictObject({
    versionId: z.string().max(64).optional().openapi({ description: 'Absent: the live version.' }),
    definition: DefinitionInput.optional(),
    script: z.string().nullable().optional(),
    records: Records.optional().openapi({ description: 'Raw records, as the system gives them.' }),
    recordIds: z
      .array(z.string().max(64))
      .max(RECORDS_MAX)
      .optional()
      .openapi({ description: 'Stored records; ids that name none are left out.' }),
  })
  .refine(
    ({ records, recordIds }) => (records === undefined) !== (recordIds === undefined),
    'needs records or recordIds',
  )
  .refine(
    ({ versionId, definition }) => versionId === undefined || definition === undefined,
    'takes a versionId or a definition',
  )
  .openapi('PreviewMappingBody', {
    example: { records: [{ id: '5001', properties: { dealname: 'Platform' } }] },
  });

/** Records to map. */
export const RunMappingBody = z.strictObject({ records: Records }).openapi('RunMappingBody', {
  example: { records: [{ id: '5001', properties: { dealname: 'Platform' } }] },
});

const outcome = {
  recordId: z.string().nullable(),
  externalId: z.string().nullable().openapi({ description: 'Of stored records.' }),
  ok: z.boolean(),
  record: FreeObject.nullable().openapi({ description: 'Null where the mapping refuses the record.' }),
  findings: z
    .array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))
    .openapi({ description: 'Why it is refused.' }),
};
const warnings = z.array(Warning);

/** What a mapping makes of records, with the way of every value. */
export const MappingPreviewSchema = z
  .object({
    data: z
      .array(
        z.object({
          ...outcome,
          writes: z.array(
            z.object({
              row: z.int().openapi({ description: 'The row of the definition, counted from 1.' }),
              to: z.string(),
              value: AnyValue,
              how: z.enum(['const', 'from', 'expression', 'default']),
              reads: z.array(z.object({ place: z.string(), value: AnyValue.optional() })),
            }),
          ),
        }),
      )
      .openapi({ description: 'In the order of what was given.' }),
    warnings,
  })
  .openapi('MappingPreview');

/** What the live mapping makes of records. */
export const MappedRecordsSchema = z
  .object({
    data: z.array(z.object(outcome)).openapi({ description: 'In the order of what was given.' }),
    warnings,
  })
  .openapi('MappedRecords');

import { z } from 'zod';
import { Actor } from '../actor.ts';
import { ROUNDING_MODES } from '../money/rounding.ts';

/** Who did something, and when; an instant in UTC. */
export const Stamp = z.object({ by: Actor, at: z.iso.datetime() });
export type Stamp = z.infer<typeof Stamp>;

/** A value that another was made of, by its pointer into the same document: it can be asked for in turn. */
const LineageInput = z.object({ pointer: z.string(), value: z.string() });

/** How the hub computes a value of the document from others. */
export const ComputedRule = z.enum([
  'line_net',
  'line_discount',
  'line_net_sum',
  'tax_exclusive',
  'tax_group',
  'tax_base',
  'tax_of_base',
  'tax_sum',
  'tax_inclusive',
  'payable',
  'due_date',
  'terms_text',
  'tax_in_currency',
  'tax_in_currency_sum',
]);
export type ComputedRule = z.infer<typeof ComputedRule>;

const Computed = z.object({
  kind: z.literal('computed'),
  rule: ComputedRule,
  /** Null where the rule rounds nothing, `unknown` where the entity's rounding is not what it was then. */
  rounding: z.enum([...ROUNDING_MODES, 'unknown']).nullable(),
  inputs: z.array(LineageInput),
});

/** What the hub decided itself. */
export const DecidedWhat = z.enum([
  'number',
  'issue_date',
  'supply_date',
  'status',
  'id',
  'entity',
  'customer',
  'product_version',
  'tiered_price',
  'exchange_rate',
  'tax_currency',
  'position',
  'edited',
  'line_added',
  'line_left_out',
  'discount_reason',
  'nothing_prepaid',
]);
export type DecidedWhat = z.infer<typeof DecidedWhat>;

const Decided = z.object({
  kind: z.literal('decided'),
  what: DecidedWhat,
  /** From the audit trail; null where it holds nothing about it. */
  stamp: Stamp.nullable(),
  /** What it was decided by: the pattern of the number series, the zone of the entity. */
  basis: z.string().nullable(),
});

/** A record of the hub that a value was taken from. */
export const RecordKind = z.enum(['deal', 'customer', 'contact', 'product', 'entity', 'tax_rule']);
export type RecordKind = z.infer<typeof RecordKind>;

const Taken = z.object({
  kind: z.literal('record'),
  record: RecordKind,
  id: z.string(),
  name: z.string(),
  /** Null for records that keep no versions. */
  version: z.int().nullable(),
  /** JSON pointer into the record. */
  field: z.string(),
  value: z.string(),
});

/** Which version of which mapping made a value. */
export const MappingRef = z.object({
  id: z.string(),
  system: z.string(),
  object: z.string(),
  version: z.int(),
  /** From the audit trail; null where it holds nothing about it. */
  published: Stamp.nullable(),
});
export type MappingRef = z.infer<typeof MappingRef>;

const Scripted = z.object({
  kind: z.literal('script'),
  mapping: MappingRef,
  name: z.string(),
  /** `made`: the rows give no value here. `unclear`: which of their values this was cannot be told. */
  effect: z.enum(['kept', 'changed', 'made', 'unclear']),
  /** What the rows gave, as JSON values; absent where they gave nothing. */
  before: z.unknown().optional(),
  after: z.unknown(),
});

const Mapped = z.object({
  kind: z.literal('mapped'),
  mapping: MappingRef,
  /** From 1, as in the definition. */
  row: z.int(),
  to: z.string(),
  how: z.enum(['const', 'from', 'expression', 'default']),
  from: z.array(z.string()),
  /** As written in the row: a name, or an object with the name and its arguments. */
  transforms: z.array(z.unknown()),
  value: z.unknown(),
});

const Received = z.object({
  kind: z.literal('received'),
  system: z.string(),
  connection: z.string().nullable(),
  object: z.string(),
  externalId: z.string(),
  recordId: z.string(),
  /** When the hub saw this version of the record. */
  seenAt: z.iso.datetime(),
  /** When the other system says that it was changed. */
  modifiedAt: z.iso.datetime().nullable(),
  /** Each place that was read, with the value as received; null where the record has none. */
  fields: z.array(z.object({ place: z.string(), value: z.unknown() })),
});

const Entered = z.object({ kind: z.literal('entered'), stamp: Stamp });

/** Why something cannot be told. */
export const UnknownReason = z.enum([
  'no_source',
  'record_changed',
  'not_recorded',
  'not_mapped',
  'trace_differs',
]);
export type UnknownReason = z.infer<typeof UnknownReason>;

const Unknown = z.object({ kind: z.literal('unknown'), reason: UnknownReason });

/** One step on the way from a printed value back to where it comes from. */
export const LineageStep = z.discriminatedUnion('kind', [
  Computed,
  Decided,
  Taken,
  Scripted,
  Mapped,
  Received,
  Entered,
  Unknown,
]);
export type LineageStep = z.infer<typeof LineageStep>;

/** A printed value and its way back, the nearest step first. A computed value goes on at its inputs. */
export const Lineage = z.object({ pointer: z.string(), value: z.string(), steps: z.array(LineageStep) });
export type Lineage = z.infer<typeof Lineage>;

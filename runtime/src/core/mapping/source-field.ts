/** What a field of a source holds. Where a system gives everything as text, it is what the text means. */
export const FIELD_TYPES = ['text', 'number', 'boolean', 'date', 'instant', 'list', 'object'] as const;

/** One of them. */
export type FieldType = (typeof FIELD_TYPES)[number];

/** One choice of a field that offers some. */
export type FieldOption = { value: string; label: string };

/** A field of an object, as its system describes it. */
export type DescribedField = {
  /** Where it lies in the raw record, for instance `line_items[*].properties.hs_sku`. */
  path: string;
  /** What people in that system call it. */
  label: string;
  type: FieldType;
  /** Made by the account itself and not by the vendor. */
  isCustom: boolean;
  /** What a field of choices offers. */
  options?: FieldOption[];
};

/**
 * A place that raw records fill: what it holds, one scalar of it as text (null for lists and objects), and how many of
 * the records fill it.
 */
export type InferredField = { path: string; type: FieldType; sample: string | null; recordCount: number };

/** A place that a mapping can read: what is told of it, and what was seen there. */
export type SourceField = Required<DescribedField> & Pick<InferredField, 'sample' | 'recordCount'>;

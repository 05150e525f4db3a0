/** Where a version of a mapping stands. Its content changes only while it is a draft. */
export const MAPPING_STATUSES = [
  'draft',
  'in_review',
  'reviewed',
  'published',
  'retired',
  'discarded',
] as const;

/** One status of a version. */
export type MappingStatus = (typeof MAPPING_STATUSES)[number];

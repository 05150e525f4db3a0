/** Where a version of a rule set stands. Its content changes only while it is a draft. */
export const RULES_STATUSES = [
  'draft',
  'in_review',
  'reviewed',
  'published',
  'retired',
  'discarded',
] as const;

/** One status of a version. */
export type RulesStatus = (typeof RULES_STATUSES)[number];

/**
 * Who must be another person than whom (model.md E4, E5). Every rule holds unless an administrator switched it off with a
 * reason, which organizations of one or two people have to. That only people decide, and that nobody decides two steps
 * of one submission, cannot be switched off.
 */
export const SEGREGATION_RULES = [
  /** Who made an invoice, or asked for its approval, does not approve it. */
  'creator',
  /** Who edited an invoice last does not approve it. */
  'last_editor',
  /** Who wrote in the approval rules does not approve what they route. */
  'rule_editor',
  /** Who asks for a write-off, who approves it and who books it are three people. */
  'write_off',
  /** Nobody reviews or publishes approval rules that they wrote in. */
  'own_rules',
  /** Nobody reviews or publishes a mapping that they wrote in. */
  'own_mapping',
] as const;

/** The name of a rule of segregation. */
export type SegregationRule = (typeof SEGREGATION_RULES)[number];

/** Those who did something that keeps them from the next step, and by which rule. */
export type BarredBy = { rule: SegregationRule; personIds: readonly string[] };

/** The ids that the rules in force keep from a step. */
export const barredIds = (
  groups: readonly BarredBy[],
  switchedOff: ReadonlySet<SegregationRule>,
): ReadonlySet<string> =>
  new Set(groups.flatMap(({ rule, personIds }) => (switchedOff.has(rule) ? [] : personIds)));

/** The switched-off rules that would have kept any of these people from a step. */
export const liftedFor = (
  groups: readonly BarredBy[],
  switchedOff: ReadonlySet<SegregationRule>,
  personIds: readonly string[],
): SegregationRule[] => [
  ...new Set(
    groups.flatMap((group) =>
      switchedOff.has(group.rule) && group.personIds.some((id) => personIds.includes(id)) ? [group.rule] : [],
    ),
  ),
];

/**
 * The commands on an issued document that a rule may hold until others approved them (model.md E5: "+A by rule", rows 20,
 * 22, 29a and 33). Without a rule the permission is enough; a write-off is asked for in any case.
 */
export const HELD_COMMANDS = ['refund', 'void', 'correct', 'write_off'] as const;

/** The name of a command that a rule may hold. */
export type HeldCommand = (typeof HELD_COMMANDS)[number];

import { z } from 'zod';
import { STANDING_GAPS } from '../../core/approvals/standing/check-standing.ts';

const LocalText = z.object({ en: z.string(), ja: z.string() });
const Clause = z.object({ text: z.string(), value: z.boolean() });
const Match = z.object({ ruleId: z.string(), reason: LocalText, clauses: z.array(Clause) });
const Uncovered = z.object({
  /** Null where nobody gave one for the contract. */
  giver: z.string().nullable(),
  gaps: z.array(z.enum(STANDING_GAPS)),
  /** Of a collective invoice: the contract that the part is of. */
  contract: z.object({ title: z.string() }).optional(),
});
const Explanation = z.object({
  why: LocalText,
  matched: z.array(Match).default([]),
  /** Why the rules could not judge it. */
  doubt: LocalText.nullable().default(null),
  /** Why standing approvals that are there do not cover it. */
  standing: z.array(Uncovered).default([]),
});

/** Why a person is asked, clause by clause. */
export type Why = z.infer<typeof Explanation>;

/** Reads the stored explanation of a request; undefined when an older hub stored another form. */
export const whyOf = (stored: unknown): Why | undefined => Explanation.safeParse(stored).data;

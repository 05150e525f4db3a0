import { z } from 'zod';

const LocalText = z.object({ en: z.string(), ja: z.string() });
const Clause = z.object({ text: z.string(), value: z.boolean() });
const Match = z.object({ ruleId: z.string(), reason: LocalText, clauses: z.array(Clause) });
const Explanation = z.object({ why: LocalText, matched: z.array(Match).default([]) });

/** Why a person is asked, clause by clause. */
export type Why = z.infer<typeof Explanation>;

/** Reads the stored explanation of a request; undefined when an older hub stored another form. */
export const whyOf = (stored: unknown): Why | undefined => Explanation.safeParse(stored).data;

import { z } from 'zod';
import { StepMode } from '../rules/rule-step.ts';

/**
 * A step as it is asked of people: a manager is a person by now. `asks` are keys such as `role:finance`,
 * `person:per_…` and `group:grp_…`; after an escalation it is one more.
 */
export const AskedStep = z.object({
  order: z.int(),
  asks: z.array(z.string()).min(1),
  mode: StepMode,
  slaHours: z.int().optional(),
  remindAfterHours: z.int().optional(),
  escalateTo: z.string().optional(),
  /** When `escalateTo` was asked besides; absent until then. */
  escalatedAt: z.string().optional(),
});
export type AskedStep = z.infer<typeof AskedStep>;

const ASK_KINDS = ['role', 'person', 'group'] as const;

/** What a key asks for. */
export type AskKind = (typeof ASK_KINDS)[number];

/** The key of whom a step asks. */
export const askOf = (kind: AskKind, name: string): string => `${kind}:${name}`;

/** What a key asks for, and its name. Throws for a text that `askOf` did not make. */
export function readAsk(ask: string): { kind: AskKind; name: string } {
  const colon = ask.indexOf(':');
  const kind = ASK_KINDS.find((known) => known === ask.slice(0, colon));
  if (kind === undefined) throw new Error(`not an ask: ${ask}`);
  return { kind, name: ask.slice(colon + 1) };
}

/** How many people a step needs at least; `all` needs somebody, and then everybody who is asked. */
export const wantedOf = (mode: StepMode): number => (typeof mode === 'object' ? mode.atLeast : 1);

/** Everybody whom steps ask, each once. */
export const asksOf = (steps: readonly AskedStep[]): string[] => [
  ...new Set(steps.flatMap(({ asks }) => asks)),
];

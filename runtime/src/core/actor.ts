import { z } from 'zod';

/** Who did something: a person, a machine's key, a rule set, a connected system, or the hub itself. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal('api_key'), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal('rule_set'), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal('connection'), id: z.string(), name: z.string() }),
  z.object({ kind: z.literal('system'), id: z.string(), name: z.string() }),
]);
export type Actor = z.infer<typeof Actor>;

import { z } from 'zod';

/** How bad a finding is: an error stops a submission, a warning needs a reason, an info is for reading. */
const FindingLevel = z.enum(['error', 'warning', 'info']);
export type FindingLevel = z.infer<typeof FindingLevel>;

/** Something about a document that is not right yet: a value, with a JSON pointer (RFC 6901) to the place. */
export const Finding = z.object({
  /** `<room>.<what>`, such as `line.price_override`. */
  code: z.string().regex(/^[a-z0-9_]+\.[a-z0-9_]+$/),
  pointer: z.string().regex(/^(\/[^/]*)*$/),
  level: FindingLevel,
  text: z.object({ en: z.string().min(1), ja: z.string().min(1) }),
});
export type Finding = z.infer<typeof Finding>;

/** A finding that stops a submission. */
export const errorFinding = (code: string, pointer: string, en: string, ja: string): Finding => ({
  code,
  pointer,
  level: 'error',
  text: { en, ja },
});

/** A finding that needs a reason. */
export const warningFinding = (code: string, pointer: string, en: string, ja: string): Finding => ({
  code,
  pointer,
  level: 'warning',
  text: { en, ja },
});

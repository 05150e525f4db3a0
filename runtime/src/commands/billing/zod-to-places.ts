import type { z } from 'zod';

/** What is wrong in a file, and where; an unknown key is pointed at itself. */
export const zodToPlaces = (error: z.core.$ZodError): { path: readonly PropertyKey[]; message: string }[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], message: 'This key is not known here.' }))
      : [{ path: issue.path, message: issue.message }],
  );

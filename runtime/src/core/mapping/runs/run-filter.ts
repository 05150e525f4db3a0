import { z } from 'zod';
import { RowCondition } from '../definition.ts';

const RECORDS_MAX = 100_000;

/** Which stored records a run goes over: the newest first, each in its current version. */
export const RunFilter = z.strictObject({
  /** At most so many records. */
  limit: z.int().min(1).max(RECORDS_MAX).default(1000),
  /** Received at or after this instant. */
  since: z.iso.datetime({ offset: true }).optional(),
  /** Received before this instant. */
  until: z.iso.datetime({ offset: true }).optional(),
  /** Only records of which a source field is as said. */
  where: RowCondition.optional(),
});
export type RunFilter = z.infer<typeof RunFilter>;

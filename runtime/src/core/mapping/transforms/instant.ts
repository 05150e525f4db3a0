import { fail, ok } from '../../result.ts';
import { readInstant } from './read-instant.ts';
import { defineTextTransform, type Transform } from './transform.ts';

/** An ISO instant in UTC, from an ISO instant with offset or epoch milliseconds. A bare date is refused: it has no zone. */
export const instant: Transform = defineTextTransform((text) => {
  const read = readInstant(text.trim());
  return read === undefined
    ? fail('is no ISO instant with offset, or epoch milliseconds')
    : ok(read.toISOString());
});

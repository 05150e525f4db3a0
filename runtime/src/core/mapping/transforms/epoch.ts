import { z } from 'zod';
import { ok } from '../../result.ts';
import { readInteger } from './read-integer.ts';
import { defineTransform, type Transform } from './transform.ts';
import { InstantForm, readZone, writeInstant, ZoneName } from './write-instant.ts';

/**
 * A date or an instant of whole seconds (`s`) or milliseconds (`ms`) since 1970, as text or number. As a
 * date it is the day in `zone`, UTC unless said. The unit is never guessed.
 */
export const epoch: Transform = defineTransform(
  z.strictObject({
    unit: z.enum(['s', 'ms']),
    zone: ZoneName.default('UTC'),
    as: InstantForm.default('date'),
  }),
  ({ unit, zone, as }) => {
    const known = readZone(zone);
    if (!known.ok) return known;
    const scale = unit === 's' ? 1000n : 1n;
    return ok((value) => {
      const count = readInteger(value);
      return count.ok ? writeInstant(Number(count.value * scale), as, known.value) : count;
    });
  },
);

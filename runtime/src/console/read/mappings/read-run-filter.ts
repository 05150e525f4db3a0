import { z } from 'zod';
import { addDays, isCivilDate } from '../../../core/civil-date.ts';
import { RunFilter } from '../../../core/mapping/runs/run-filter.ts';
import type { FormValues } from '../read-form.ts';

/** The filter of a run as its form sends it: days instead of instants, one test of one field. */
export function readRunFilter(values: FormValues) {
  return Form.safeParse({
    limit: values['limit'] ?? '',
    since: values['since'] ?? '',
    until: values['until'] ?? '',
    where: (values['where'] ?? '').trim(),
    test: values['test'] ?? 'equals',
    value: values['value'] ?? '',
  });
}

const Day = z.union([z.literal(''), z.string().refine((text) => isCivilDate(text))]);

const Form = z
  .object({
    limit: z
      .string()
      .trim()
      .regex(/^[0-9]{1,6}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(100_000)),
    since: Day,
    until: Day,
    where: z.string().max(200),
    test: z.enum(['equals', 'filled', 'empty']),
    value: z.string().max(200),
  })
  .transform(({ limit, since, until, where, test, value }) =>
    RunFilter.parse({
      limit,
      ...(since === '' ? {} : { since: startOf(since) }),
      // The last day is meant to be in it.
      ...(until === '' ? {} : { until: startOf(addDays(until, 1)) }),
      ...(where === ''
        ? {}
        : {
            where: {
              from: where,
              ...(test === 'equals' ? { equals: value } : { exists: test === 'filled' }),
            },
          }),
    }),
  );

const startOf = (day: string): string => `${day}T00:00:00Z`;

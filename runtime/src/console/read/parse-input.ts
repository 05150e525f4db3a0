import type { z } from 'zod';
import { AppError } from '../../core/app-error.ts';

/** Reads a form's values as the verb's input; throws `request.invalid` with every place that is wrong. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  throw new AppError('request.invalid', {
    errors: read.error.issues.map(({ path, message }) => ({
      pointer: path.map((part) => `/${String(part)}`).join(''),
      code: 'request.invalid',
      detail: `${path.map(String).join('.')}: ${message}`,
    })),
  });
}

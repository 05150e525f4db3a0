import type { z } from 'zod';
import type { AppError } from '../../core/app-error.ts';
import type { Texts } from '../texts/en.ts';
import type { FormValues } from './read-form.ts';

/** What is wrong with a form, by the name of the field: the first part of each issue's path. */
export function fieldErrors(error: z.ZodError, values: FormValues, texts: Texts): Record<string, string> {
  return Object.fromEntries(
    error.issues.map(({ path }) => {
      const name = String(path[0] ?? '');
      return [name, values[name]?.trim() ? texts.setUp.wrong : texts.form.required];
    }),
  );
}

/** The places that a verb refused, by the name of the field; its details are in English, as everywhere. */
export function refusedFields(error: AppError): Record<string, string> {
  return Object.fromEntries(error.errors.map(({ pointer, detail }) => [pointer.split('/')[1] ?? '', detail]));
}

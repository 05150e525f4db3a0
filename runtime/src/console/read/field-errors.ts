import type { z } from 'zod';
import type { AppError } from '../../core/app-error.ts';
import type { Locale } from '../../core/invoice/document.ts';
import type { Texts } from '../texts/en.ts';
import { refusalText } from '../texts/refusal-text.ts';
import { issueText } from './issue-text.ts';
import type { FormValues } from './read-form.ts';

/** The name of a form's field at a path of the verb's input. */
type NameOf = (path: readonly PropertyKey[]) => string;

const firstOf: NameOf = ([first]) => String(first ?? '');

/** What is wrong with a form, by the name of the field; by itself the first part of each issue's path is the name. */
export function fieldErrors(
  error: z.ZodError,
  values: FormValues,
  texts: Texts,
  nameOf: NameOf = firstOf,
): Record<string, string> {
  return Object.fromEntries(
    error.issues.map((issue) => {
      const name = nameOf(issue.path);
      return [name, issueText(issue, name, values[name], texts)];
    }),
  );
}

/** The places that a verb refused, by the name of the field, in the page's language. */
export function refusedFields(
  error: AppError,
  { texts, locale }: { texts: Texts; locale: Locale },
  nameOf: NameOf = firstOf,
): Record<string, string> {
  return Object.fromEntries(
    error.errors.map((detail) => {
      const path = detail.pointer.split('/').slice(1);
      // The API names a place of its body so where it tells it from a query.
      return [nameOf(path[0] === 'body' ? path.slice(1) : path), refusalText(detail, texts, locale)];
    }),
  );
}

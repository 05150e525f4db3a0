import type { z } from 'zod';
import type { Texts } from '../texts/en.ts';

/** Values that are typed as numbers; a schema takes them as text, since an amount is never a binary fraction. */
const NUMBERS =
  /^(quantity|firstValue|maxDiscountPercent|price\..+|cost\..+|rate\..+|add\.[0-9]+\.(quantity|unitPrice))$/;

/** What is wrong with one value of a form, in the page's language. `typed` is the value as it was sent. */
export function issueText(issue: z.core.$ZodIssue, name: string, typed: string | undefined, texts: Texts) {
  const { form } = texts;
  if ((typed?.trim() ?? '') === '') return form.required;
  if (NUMBERS.test(name)) return form.notNumber;
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' ? form.tooLong(String(issue.maximum)) : form.wrong;
    case 'too_small':
      return issue.origin === 'string' ? form.tooShort(String(issue.minimum)) : form.wrong;
    case 'invalid_format':
      return issue.format === 'email' ? form.notEmail : issue.format === 'date' ? form.notDate : form.wrong;
    case 'invalid_value':
      return form.notOption;
    default:
      return form.wrong;
  }
}

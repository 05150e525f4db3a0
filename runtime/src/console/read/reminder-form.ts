import { ReminderPolicy, TONES } from '../../core/reminders/reminder-policy.ts';
import type { Texts } from '../texts/en.ts';
import { fieldErrors } from './field-errors.ts';
import type { FormValues } from './read-form.ts';

/** Rows of the form for steps. */
export const STEP_ROWS = [0, 1, 2, 3, 4, 5] as const;

const LOCALES = ['en', 'ja'] as const;

/** A policy as the values of its form. */
export function policyToValues(policy: ReminderPolicy, isOn: boolean): FormValues {
  const steps = policy.steps.flatMap(({ days, tone }, at) => [
    [`days.${at}`, String(days)],
    [`tone.${at}`, tone],
  ]);
  const words = LOCALES.flatMap((locale) =>
    TONES.map((tone) => [`words.${locale}.${tone}`, policy.texts[locale]?.[tone] ?? '']),
  );
  return {
    ...Object.fromEntries([...steps, ...words]),
    isOn: isOn ? 'on' : '',
    repeatGapsDays: policy.repeatGapsDays.join(', '),
    thresholds: policy.thresholds.map(({ currency, amount }) => `${currency} ${amount}`).join('\n'),
    attemptsMax: String(policy.attemptsMax),
    daysBetween: String(policy.daysBetween),
  };
}

/** What a form of a policy gave: the policy, or what is wrong by field. */
export type ReminderForm =
  | { ok: true; definition: ReminderPolicy }
  | { ok: false; fields: Record<string, string> };

/** Reads the form of a policy; a row without days is no step. */
export function readReminderForm(values: FormValues, texts: Texts): ReminderForm {
  const read = ReminderPolicy.safeParse({
    steps: STEP_ROWS.filter((at) => filled(values, `days.${at}`)).map((at) => ({
      days: Number(values[`days.${at}`]),
      tone: values[`tone.${at}`],
    })),
    repeatGapsDays: partsOf(values['repeatGapsDays'], /[\s,、，]+/u).map(Number),
    thresholds: partsOf(values['thresholds'], /\n/).map((line) => {
      const [currency, amount] = line.trim().split(/\s+/);
      return { currency, amount };
    }),
    attemptsMax: Number(values['attemptsMax']),
    daysBetween: Number(values['daysBetween']),
    texts: Object.fromEntries(LOCALES.map((locale) => [locale, wordsOf(values, locale)])),
  });
  if (read.success) return { ok: true, definition: read.data };
  return { ok: false, fields: fieldErrors(read.error, values, texts, fieldOf) };
}

/** The field of a form at a path of the policy. */
export function fieldOf(path: readonly PropertyKey[]): string {
  const [part, ...rest] = path[0] === 'definition' ? path.slice(1) : path;
  if (part === 'steps') return 'days.0';
  return part === 'texts' ? ['words', ...rest].join('.') : String(part ?? '');
}

const filled = (values: FormValues, name: string): boolean => (values[name] ?? '').trim() !== '';

const partsOf = (text: string | undefined, separator: RegExp): string[] =>
  (text ?? '')
    .normalize('NFKC')
    .split(separator)
    .filter((part) => part.trim() !== '');

const wordsOf = (values: FormValues, locale: string): Record<string, string> =>
  Object.fromEntries(
    TONES.flatMap((tone) => {
      const words = (values[`words.${locale}.${tone}`] ?? '').trim();
      return words === '' ? [] : [[tone, words]];
    }),
  );

import { type Locale, Locale as LocaleSchema } from '../../../core/invoice/document.ts';
import { CURRENCIES } from '../../../core/money/currencies.ts';
import { timeZones } from '../../../flow/setup/time-zones.ts';
import { termsCodeText } from '../../format/terms-code-text.ts';
import { textsOf } from '../../texts/texts-of.ts';
import type { Choice } from './select.tsx';

/** The currencies that are in use, by code. */
export const currencyChoices = (): Choice[] =>
  CURRENCIES.filter(({ to }) => to === undefined).map(({ code, name }) => ({
    value: code,
    label: `${code} · ${name}`,
  }));

/** The time zones that the hub knows. */
export const timeZoneChoices = (): Choice[] =>
  ['UTC', ...timeZones().filter((name) => name !== 'UTC')].map((name) => ({ value: name, label: name }));

/** The languages, each in its own. */
export const localeChoices = (): Choice[] =>
  LocaleSchema.options.map((locale) => ({ value: locale, label: textsOf(locale).language }));

const USUAL_TERMS = [
  'net:0',
  'net:14',
  'net:30',
  'net:45',
  'net:60',
  'eom+1:day31',
  'eom+1:day25',
  'eom+2:day31',
];

/** The usual payment terms in words, and the one that is set where it is another. */
export function termsChoices(current: string | undefined, locale: Locale): Choice[] {
  const codes =
    current === undefined || USUAL_TERMS.includes(current) ? USUAL_TERMS : [...USUAL_TERMS, current];
  return codes.map((code) => ({ value: code, label: termsCodeText(code, locale) }));
}

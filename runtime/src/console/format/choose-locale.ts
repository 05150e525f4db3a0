import { Locale } from '../../core/invoice/document.ts';

/** The language of a page: what was asked for now, else what was chosen before, else what the browser prefers. */
export function chooseLocale(input: {
  asked: string | undefined;
  chosen: string | undefined;
  acceptLanguage: string | undefined;
}): Locale {
  return toLocale(input.asked) ?? toLocale(input.chosen) ?? preferred(input.acceptLanguage ?? '') ?? 'en';
}

/** A language that the console speaks, from untrusted text. */
export function toLocale(text: string | undefined): Locale | undefined {
  const parsed = Locale.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

const RANGES_MAX = 20;

/** RFC 9110, section 12.5.4: ranges with a weight, 1 when absent; equal weights stand in the order as sent. */
function preferred(header: string): Locale | undefined {
  const ranges = header
    .split(',', RANGES_MAX)
    .map((range) => {
      const [tag = '', ...parameters] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return { locale: toLocale(tag.split('-')[0]), weight: Number(weight) };
    })
    .filter(({ weight }) => weight > 0);
  return ranges.sort((left, right) => right.weight - left.weight).find(({ locale }) => locale !== undefined)
    ?.locale;
}

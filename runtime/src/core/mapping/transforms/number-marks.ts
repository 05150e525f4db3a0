import { z } from 'zod';
import { fail, ok, type Result } from '../../result.ts';

/** How numbers are written somewhere: the decimal mark, and the marks that may stand between groups of digits. */
export type NumberMarks = {
  decimal: '.' | ',';
  /** Each character is one such mark. */
  groups: string;
  /** True for the Indian way, 12,34,567: three digits at the end and pairs before. */
  areGroupsOfTwo: boolean;
};

/** A BCP 47 tag such as `de-CH`. */
export const LocaleTag = z.string().min(2).max(35);

/** 1,234.50 */
export const POINT_MARKS: NumberMarks = { decimal: '.', groups: ',', areGroupsOfTwo: false };
/** 1.234,50 */
export const COMMA_MARKS: NumberMarks = { decimal: ',', groups: '.', areGroupsOfTwo: false };

/** Blanks of any width are one blank after NFKC; an apostrophe is typed in two ways. */
const GROUPS: ReadonlyMap<string, string> = new Map([
  [',', ','],
  ['.', '.'],
  [' ', ' '],
  ["'", "'’"],
  ['’', "'’"],
]);

/** The marks of a locale by CLDR, digits always 0 to 9; fails for a tag that is none and for marks that are not read. */
export function numberMarksOf(locale: string): Result<NumberMarks> {
  const parts = partsOf(locale);
  if (parts === undefined) return fail(`locale ${locale} is unknown`);
  const markOf = (type: string) => parts.find((part) => part.type === type)?.value.normalize('NFKC');
  const decimal = markOf('decimal');
  const groups = GROUPS.get(markOf('group') ?? '');
  if ((decimal !== '.' && decimal !== ',') || groups === undefined)
    return fail(`locale ${locale} writes numbers with marks that are not read`);
  const sizes = parts.filter(({ type }) => type === 'integer').map(({ value }) => value.length);
  return ok({ decimal, groups, areGroupsOfTwo: sizes.at(-2) === 2 });
}

function partsOf(locale: string): Intl.NumberFormatPart[] | undefined {
  try {
    const [known] = Intl.NumberFormat.supportedLocalesOf(locale);
    if (known === undefined) return undefined;
    const format = new Intl.NumberFormat(locale, { numberingSystem: 'latn', useGrouping: 'always' });
    return format.formatToParts('12345678.5');
  } catch {
    return undefined;
  }
}

import type { ErrorDetail } from '../../core/app-error.ts';
import type { Locale } from '../../core/invoice/document.ts';
import type { Texts } from './en.ts';
import { errorText, isErrorCode } from './error-text.ts';
import { mappingReasonJa } from './mapping-reasons-ja.ts';

/**
 * Why one place of an input was refused, in the page's language: a finding brings its text, a refusal of a form has one
 * here, a registered code has its title. What has neither is told as it came in English.
 */
export function refusalText({ code, detail, texts: own }: ErrorDetail, texts: Texts, locale: Locale): string {
  if (own !== undefined) return own[locale];
  const known = Object.entries(texts.form.refusals).find(([name]) => name === code)?.[1];
  if (known !== undefined) return known;
  if (locale === 'en') return detail;
  const reason = code === 'mapping.refused' ? mappingReasonJa(detail) : undefined;
  if (reason !== undefined) return reason;
  return isErrorCode(code) && code !== 'request.invalid' ? errorText(code, locale) : texts.form.wrong;
}

/** The detail of an error where findings below it do not say the same in the page's language; else the empty text. */
export const detailBeside = ({
  detail,
  errors,
}: {
  detail: string;
  errors: readonly ErrorDetail[];
}): string => (errors.length > 0 && errors.every(({ texts }) => texts !== undefined) ? '' : detail);

import { getCookie, setCookie } from 'hono/cookie';
import type { Locale } from '../core/invoice/document.ts';
import type { ConsoleContext } from './console-env.ts';
import { chooseLocale, toLocale } from './format/choose-locale.ts';

const COOKIE = 'seikyu_lang';
const MAX_AGE_SECONDS = 365 * 86_400;

/** The language of a request's page; `?lang=` is remembered in a cookie that holds nothing else. */
export function localeOf(c: ConsoleContext): Locale {
  const asked = toLocale(c.req.query('lang'));
  if (asked !== undefined) {
    setCookie(c, COOKIE, asked, { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: MAX_AGE_SECONDS });
  }
  return chooseLocale({
    asked,
    chosen: getCookie(c, COOKIE),
    acceptLanguage: c.req.header('accept-language'),
  });
}

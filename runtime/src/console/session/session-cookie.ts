import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { ConsoleContext } from '../console-env.ts';

const NAME = 'seikyu_session';
/** As long as a session lives; the stored session decides, this only makes the browser forget it. */
const MAX_AGE_SECONDS = 7 * 86_400;

/** The session's token that the browser sent. */
export const readSessionCookie = (c: ConsoleContext): string | undefined => getCookie(c, NAME);

/** Hands the token to the browser, out of reach of scripts and of other sites' requests. */
export function writeSessionCookie(c: ConsoleContext, token: string, publicBaseUrl: string): void {
  setCookie(c, NAME, token, {
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicBaseUrl.startsWith('https:'),
    path: '/',
    maxAge: MAX_AGE_SECONDS,
  });
}

/** Makes the browser forget the token. */
export function forgetSessionCookie(c: ConsoleContext, publicBaseUrl: string): void {
  deleteCookie(c, NAME, { path: '/', secure: publicBaseUrl.startsWith('https:') });
}

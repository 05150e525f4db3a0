import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { ADDRESS_HEADER, type BetterAuth } from './open-better-auth.ts';

/** The endpoints of better-auth that the hub uses; no other is ever called. */
const USED_ENDPOINTS = [
  '/sign-in/email',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/two-factor/enable',
  '/two-factor/generate-backup-codes',
] as const;

/** One call. `cookies` are by name, as the library's own answers set them. */
export type AuthCall = {
  path: (typeof USED_ENDPOINTS)[number];
  body: Record<string, string>;
  address: string;
  cookies?: Record<string, string>;
};

/** What an endpoint answered; `setCookies` are by name. */
export type AuthAnswer = {
  status: number;
  code: string | undefined;
  body: unknown;
  setCookies: Map<string, string>;
};

const Refusal = z.object({ code: z.string() });

/** Sends a request to the library through its own router: its limiter and its origin check apply. Throws on its 5xx. */
export async function callBetterAuth(auth: BetterAuth, call: AuthCall): Promise<AuthAnswer> {
  const { baseURL } = await auth.$context;
  const cookie = Object.entries(call.cookies ?? {}).map(([name, value]) => `${name}=${value}`);
  const answer = await auth.handler(
    new Request(`${baseURL}${call.path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: new URL(baseURL).origin,
        [ADDRESS_HEADER]: call.address,
        ...(cookie.length === 0 ? {} : { cookie: cookie.join('; ') }),
      },
      body: JSON.stringify(call.body),
    }),
  );
  const text = await answer.text();
  if (answer.status >= 500) {
    throw new AppError('request.internal', { context: { path: call.path, status: answer.status } });
  }
  const body: unknown = text === '' ? null : JSON.parse(text);
  const refusal = Refusal.safeParse(body);
  return {
    status: answer.status,
    code: refusal.success ? refusal.data.code : undefined,
    body,
    setCookies: new Map(answer.headers.getSetCookie().map(readSetCookie)),
  };
}

/** A cookie's value as the library signs it: `value.signature`, percent-encoded. */
export const signCookie = (value: string, secret: string): string =>
  encodeURIComponent(`${value}.${createHmac('sha256', secret).update(value).digest('base64')}`);

function readSetCookie(line: string): [string, string] {
  const pair = line.split(';', 1)[0] ?? '';
  const split = pair.indexOf('=');
  return [pair.slice(0, split), pair.slice(split + 1)];
}

import type { AppError } from '../../../core/app-error.ts';
import { clientAddress } from '../../../http/client-address.ts';
import { statusOf } from '../../answer-error.tsx';
import type { Console, ConsoleContext } from '../../console-env.ts';

/** What the handlers of sign-in work with, beside what every handler has. */
export type SignInParts = Console & {
  /** The header in which a proxy in front of the hub says whom it speaks for; undefined without a proxy. */
  addressHeader: string | undefined;
};

/** Where a request comes from: its address, for the limits, and its browser, for the list of sessions. */
export function originOf(c: ConsoleContext, { addressHeader }: SignInParts) {
  return { address: clientAddress(c, addressHeader), userAgent: c.req.header('user-agent') };
}

/** The status of a page that shows a refusal; says in `Retry-After` how long to wait where that is known. */
export function refuse(c: ConsoleContext, error: AppError) {
  if (error.retryAfterMs !== undefined) c.header('Retry-After', String(Math.ceil(error.retryAfterMs / 1000)));
  return statusOf(error);
}

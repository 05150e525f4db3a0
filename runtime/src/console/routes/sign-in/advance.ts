import { type AdvanceInput, advanceSignIn } from '../../../flow/auth/sign-in.ts';
import { acceptInvitation } from '../../../flow/people/use-person-link.ts';
import type { ConsoleContext } from '../../console-env.ts';
import { endSession } from '../../session/end-session.ts';
import { readSessionCookie, writeSessionCookie } from '../../session/session-cookie.ts';
import { forgetSigningIn, writeSigningIn } from '../../session/signing-in.ts';
import { originOf, type SignInParts } from './sign-in-parts.ts';

/** An account that was proved just now, and what it is to lead to. */
export type Proved = Pick<AdvanceInput, 'accountId' | 'password' | 'organizationId'> & {
  next: string;
  /** The invitation that is accepted by it. */
  join?: string | undefined;
};

/** Takes a proved account one step on and sends the browser there. The session that it held before ends. */
export async function advance(c: ConsoleContext, parts: SignInParts, proved: Proved): Promise<Response> {
  const { next, join, ...account } = proved;
  const { deps } = parts;
  const joined =
    join === undefined
      ? undefined
      : await acceptInvitation(deps, { token: join, accountId: proved.accountId });
  const organizationId = joined?.organizationId ?? account.organizationId;
  const step = await advanceSignIn(deps, { ...account, organizationId, ...originOf(c, parts) });
  if (step.step === 'enrol') {
    const { accountId, factor } = step;
    writeSigningIn(c, parts, {
      step: 'enrol',
      accountId,
      ...factor,
      isConfirmed: false,
      isOwnWish: false,
      organizationId,
      next,
    });
    return c.redirect('/sign-in/second-factor', 303);
  }
  if (step.step === 'choose') {
    writeSigningIn(c, parts, { step: 'choose', accountId: step.accountId, next });
    return c.redirect('/sign-in/organization', 303);
  }
  const before = readSessionCookie(c);
  if (before !== undefined) await endSession(deps, before);
  writeSessionCookie(c, step.token, deps.publicBaseUrl);
  forgetSigningIn(c, parts);
  return c.redirect(next, 303);
}

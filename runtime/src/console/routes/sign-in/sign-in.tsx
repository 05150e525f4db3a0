/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { resolveSession } from '../../../flow/auth/resolve-session.ts';
import { isDemoOrganization } from '../../../flow/setup/demo-organization.ts';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { SignInPage } from '../../pages/sign-in/sign-in-page.tsx';
import { readForm } from '../../read/read-form.ts';
import { requestIdOf } from '../../request-id-of.ts';
import { safePath } from '../../session/safe-path.ts';
import { readSessionCookie } from '../../session/session-cookie.ts';
import { writeSigningIn } from '../../session/signing-in.ts';
import { uiOf } from '../../ui-of.ts';
import { advance } from './advance.ts';
import { originOf, refuse, type SignInParts } from './sign-in-parts.ts';

type Shown = { next: string; email?: string | undefined; error?: AppError; isAsked?: boolean };

/** Answers with the sign-in form; somebody who is signed in goes on to where they wanted to be. */
export async function showSignIn(c: ConsoleContext, parts: Console): Promise<Response> {
  const next = safePath(c.req.query('next'));
  const token = readSessionCookie(c);
  if (token !== undefined && (await resolveSession(parts.deps, token, requestIdOf(c))) !== undefined) {
    return c.redirect(next, 303);
  }
  return answerSignIn(c, parts, { next });
}

/** The sign-in form as an answer. The library is loaded while somebody types. */
export async function answerSignIn(c: ConsoleContext, parts: Console, shown: Shown): Promise<Response> {
  const { error, isAsked = false } = shown;
  parts.deps.accounts.warmUp();
  const hasDemo = await isDemoOrganization(parts.deps);
  const status = error === undefined ? (isAsked ? 401 : 200) : refuse(c, error);
  return answerPage(c, <SignInPage ui={uiOf(c, parts, '/sign-in')} {...shown} hasDemo={hasDemo} />, status);
}

/** Takes e-mail address and password; goes on to the code, or where the account leads. */
export async function signIn(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const { email = '', password = '', next: wanted } = (await readForm(c)).values;
  const next = safePath(wanted);
  const { address } = originOf(c, parts);
  try {
    const outcome = await parts.deps.accounts.checkPassword({ email, password, address });
    if (outcome.state === 'proved') {
      return await advance(c, parts, { accountId: outcome.accountId, password, next });
    }
    writeSigningIn(c, parts, { step: 'code', challenge: outcome.challenge, next });
    return c.redirect('/sign-in/code', 303);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return answerSignIn(c, parts, { next, email, error });
  }
}

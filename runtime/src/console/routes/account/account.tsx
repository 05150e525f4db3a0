/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { endAccountSessions } from '../../../flow/auth/end-account-sessions.ts';
import { findSession } from '../../../flow/auth/find-session.ts';
import { openSession } from '../../../flow/auth/open-session.ts';
import { changeOwnPassword } from '../../../flow/people/change-own-password.ts';
import { loadOwnAccount } from '../../../flow/people/load-own-account.ts';
import { answerPage } from '../../answer-page.ts';
import type { ConsoleContext } from '../../console-env.ts';
import { type AccountOutcome, AccountPage } from '../../pages/account/account-page.tsx';
import { checkNewPassword } from '../../read/check-new-password.ts';
import { readForm } from '../../read/read-form.ts';
import { readSessionCookie, writeSessionCookie } from '../../session/session-cookie.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';
import { originOf, refuse, type SignInParts } from '../sign-in/sign-in-parts.ts';

/** Answers with one's own account. */
export async function showAccount(
  c: ConsoleContext,
  parts: SignInParts,
  outcome: AccountOutcome = { isChanged: c.req.query('done') === 'password' },
): Promise<Response> {
  const ctx = viewerOf(c);
  const own = await loadOwnAccount({ ctx });
  const token = readSessionCookie(c);
  const place = token === undefined ? undefined : await findSession(parts.deps, token);
  const status =
    outcome.error === undefined ? (outcome.fields === undefined ? 200 : 422) : refuse(c, outcome.error);
  const ui = uiOf(c, parts, '/account');
  return answerPage(
    c,
    <AccountPage ui={ui} own={own} currentSessionId={place?.sessionId} outcome={outcome} />,
    status,
  );
}

/** Changes one's own password. Every session ends; this browser gets a new one. */
export async function changePassword(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const ctx = viewerOf(c);
  const { values } = await readForm(c);
  const fields = checkNewPassword(values, uiOf(c, parts).texts);
  if (Object.keys(fields).length > 0) return showAccount(c, parts, { fields });
  const { address, userAgent } = originOf(c, parts);
  try {
    const input = { password: values['password'] ?? '', next: values['newPassword'] ?? '', address };
    await changeOwnPassword({ ctx, input });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return showAccount(c, parts, { error });
  }
  const { organizationId, actor } = ctx;
  const token = await openSession(parts.deps, { organizationId, personId: actor.id, userAgent });
  writeSessionCookie(c, token, parts.deps.publicBaseUrl);
  return c.redirect('/account?done=password', 303);
}

/** Ends every session of the account, in every organization. */
export async function signOutEverywhere(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const { account } = await loadOwnAccount({ ctx: viewerOf(c) });
  if (account !== null) await endAccountSessions(parts.deps, account.id);
  return c.redirect('/sign-in', 303);
}

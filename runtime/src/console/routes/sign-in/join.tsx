/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { getPersonLink, type OpenLink } from '../../../flow/people/find-person-link.ts';
import { resetPassword } from '../../../flow/people/use-person-link.ts';
import { answerPage } from '../../answer-page.ts';
import type { ConsoleContext } from '../../console-env.ts';
import { NoticePage } from '../../pages/notice-page.tsx';
import { JoinPage } from '../../pages/sign-in/join-page.tsx';
import { checkNewPassword } from '../../read/check-new-password.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { forgetSessionCookie } from '../../session/session-cookie.ts';
import { writeSigningIn } from '../../session/signing-in.ts';
import { uiOf } from '../../ui-of.ts';
import { advance } from './advance.ts';
import { originOf, refuse, type SignInParts } from './sign-in-parts.ts';

type Shown = { link: OpenLink; isKnown: boolean; error?: AppError; fields?: Record<string, string> };

/** Answers with what an administrator's link opens; looking uses nothing up, or a mail program's preview would. */
export async function showJoin(c: ConsoleContext, parts: SignInParts, token: string): Promise<Response> {
  return answerJoin(c, parts, token, await load(parts, token));
}

/** Joins, or sets the new password, and uses the link up. */
export async function join(c: ConsoleContext, parts: SignInParts, token: string): Promise<Response> {
  const { values } = await readForm(c);
  const shown = await load(parts, token);
  const isNewPassword = shown.link.purpose === 'password_reset' || !shown.isKnown;
  const fields = isNewPassword ? checkNewPassword(values, uiOf(c, parts).texts) : {};
  if (Object.keys(fields).length > 0) return answerJoin(c, parts, token, { ...shown, fields });
  try {
    if (shown.link.purpose === 'password_reset') return await reset(c, parts, token, values);
    return await (shown.isKnown ? joinKnown : joinNew)(c, parts, { token, link: shown.link, values });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'people.link_unknown') throw error;
    return answerJoin(c, parts, token, { ...shown, error });
  }
}

async function load(parts: SignInParts, token: string): Promise<Shown> {
  const link = await getPersonLink(parts.deps, token);
  const account = await parts.deps.accounts.find(link.person.email);
  return { link, isKnown: account !== undefined };
}

function answerJoin(c: ConsoleContext, parts: SignInParts, token: string, shown: Shown) {
  const ui = uiOf(c, parts, `/join/${token}`);
  const isWrong = Object.keys(shown.fields ?? {}).length > 0;
  const status = shown.error === undefined ? (isWrong ? 422 : 200) : refuse(c, shown.error);
  return answerPage(c, <JoinPage ui={ui} token={token} {...shown} />, status);
}

type Joining = { token: string; link: OpenLink; values: FormValues };

async function joinNew(c: ConsoleContext, parts: SignInParts, { token, link, values }: Joining) {
  const password = values['newPassword'] ?? '';
  const { email, name } = link.person;
  const accountId = await parts.deps.accounts.create({ email, name, password });
  return advance(c, parts, { accountId, password, next: '/', join: token });
}

/** An account joins like it signs in: password, and second factor where it has one. */
async function joinKnown(c: ConsoleContext, parts: SignInParts, { token, link, values }: Joining) {
  const password = values['password'] ?? '';
  const { address } = originOf(c, parts);
  const outcome = await parts.deps.accounts.checkPassword({ email: link.person.email, password, address });
  if (outcome.state === 'proved') {
    return advance(c, parts, { accountId: outcome.accountId, password, next: '/', join: token });
  }
  writeSigningIn(c, parts, { step: 'code', challenge: outcome.challenge, next: '/', join: token });
  return c.redirect('/sign-in/code', 303);
}

async function reset(c: ConsoleContext, parts: SignInParts, token: string, values: FormValues) {
  await resetPassword(parts.deps, { token, password: values['newPassword'] ?? '' });
  forgetSessionCookie(c, parts.deps.publicBaseUrl);
  const ui = uiOf(c, parts, '/sign-in');
  const texts = ui.texts.signIn;
  return answerPage(
    c,
    <NoticePage ui={ui} title={texts.reset.doneTitle} hasHomeLink={false}>
      <p>{texts.reset.done}</p>
      <p>
        <a class="button button-main" href="/sign-in">
          {texts.signInLink}
        </a>
      </p>
    </NoticePage>,
  );
}

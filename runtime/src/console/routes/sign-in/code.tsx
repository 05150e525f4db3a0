/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { answerPage } from '../../answer-page.ts';
import type { ConsoleContext } from '../../console-env.ts';
import { CodePage } from '../../pages/sign-in/code-page.tsx';
import { readForm } from '../../read/read-form.ts';
import { readSigningIn } from '../../session/signing-in.ts';
import { uiOf } from '../../ui-of.ts';
import { advance } from './advance.ts';
import { answerSignIn } from './sign-in.tsx';
import { originOf, refuse, type SignInParts } from './sign-in-parts.ts';

/** Answers with the form for the second factor; without a password before it, with the sign-in form. */
export async function showCode(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const state = await readSigningIn(c, parts);
  if (state?.step !== 'code') return c.redirect('/sign-in', 303);
  const kind = c.req.query('with') === 'backup' ? 'backup' : 'app';
  return answerPage(c, <CodePage ui={uiOf(c, parts, '/sign-in/code')} kind={kind} />);
}

/** Takes the code. A sign-in that is over begins again; a wrong code is asked for again until the account locks. */
export async function enterCode(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const { values } = await readForm(c);
  const kind = values['kind'] === 'backup' ? 'backup' : 'app';
  const state = await readSigningIn(c, parts);
  try {
    if (state?.step !== 'code') throw new AppError('sign_in.expired');
    const { challenge, next, join } = state;
    const { address } = originOf(c, parts);
    const code = values['code'] ?? '';
    const accountId = await parts.deps.accounts.checkCode({ challenge, kind, code, address });
    await parts.deps.accounts.spendStep(state.ticket);
    return await advance(c, parts, { accountId, next, join });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'sign_in.expired') {
      return answerSignIn(c, parts, { next: state?.next ?? '/', error });
    }
    const ui = uiOf(c, parts, '/sign-in/code');
    return answerPage(c, <CodePage ui={ui} kind={kind} error={error} />, refuse(c, error));
  }
}

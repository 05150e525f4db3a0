/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { listMemberships } from '../../../flow/auth/list-memberships.ts';
import { answerPage } from '../../answer-page.ts';
import type { ConsoleContext } from '../../console-env.ts';
import { ChoosePage } from '../../pages/sign-in/choose-page.tsx';
import { readForm } from '../../read/read-form.ts';
import { readSigningIn } from '../../session/signing-in.ts';
import { uiOf } from '../../ui-of.ts';
import { advance } from './advance.ts';
import { answerSignIn } from './sign-in.tsx';
import type { SignInParts } from './sign-in-parts.ts';

/** Answers with the organizations of a proved account. */
export async function showOrganizations(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const state = await readSigningIn(c, parts);
  if (state?.step !== 'choose') return c.redirect('/sign-in', 303);
  const memberships = await listMemberships(parts.deps, state.accountId);
  return answerPage(c, <ChoosePage ui={uiOf(c, parts, '/sign-in/organization')} memberships={memberships} />);
}

/** Enters one of them; an organization that the account does not belong to is asked for again. */
export async function chooseOrganization(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const { organizationId } = (await readForm(c)).values;
  const state = await readSigningIn(c, parts);
  try {
    if (state?.step !== 'choose') throw new AppError('sign_in.expired');
    await parts.deps.accounts.spendStep(state.ticket);
    return await advance(c, parts, { accountId: state.accountId, organizationId, next: state.next });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'sign_in.expired') throw error;
    return answerSignIn(c, parts, { next: '/', error });
  }
}

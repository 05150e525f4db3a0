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
  const state = readSigningIn(c, parts);
  if (state?.step !== 'choose') return c.redirect('/sign-in', 303);
  const memberships = await listMemberships(parts.deps, state.accountId);
  return answerPage(c, <ChoosePage ui={uiOf(c, parts, '/sign-in/organization')} memberships={memberships} />);
}

/** Enters one of them; an organization that the account does not belong to is asked for again. */
export async function chooseOrganization(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const { organizationId } = (await readForm(c)).values;
  const state = readSigningIn(c, parts);
  if (state?.step !== 'choose') {
    return answerSignIn(c, parts, { next: '/', error: new AppError('sign_in.expired') });
  }
  return advance(c, parts, { accountId: state.accountId, organizationId, next: state.next });
}

import type { Guards, Pages } from '../../guards.ts';
import { chooseOrganization, showOrganizations } from './choose-organization.tsx';
import { enterCode, showCode } from './code.tsx';
import { join, showJoin } from './join.tsx';
import { confirmSecondFactor, keepBackupCodes, showSecondFactor } from './second-factor.tsx';
import { showSignIn, signIn } from './sign-in.tsx';
import type { SignInParts } from './sign-in-parts.ts';

/** Adds the pages on which somebody signs in; nothing of the sign-in library is reachable but through them. */
export function mountSignInPages(pages: Pages, parts: SignInParts, guards: Guards): void {
  const { headers, ownForm } = guards;
  pages.get('/sign-in', headers, (c) => showSignIn(c, parts));
  pages.post('/sign-in', ownForm, (c) => signIn(c, parts));
  pages.get('/sign-in/code', headers, (c) => showCode(c, parts));
  pages.post('/sign-in/code', ownForm, (c) => enterCode(c, parts));
  pages.get('/sign-in/second-factor', headers, (c) => showSecondFactor(c, parts));
  pages.post('/sign-in/second-factor', ownForm, (c) => confirmSecondFactor(c, parts));
  pages.post('/sign-in/second-factor/kept', ownForm, (c) => keepBackupCodes(c, parts));
  pages.get('/sign-in/organization', headers, (c) => showOrganizations(c, parts));
  pages.post('/sign-in/organization', ownForm, (c) => chooseOrganization(c, parts));
  pages.get('/join/:token', headers, (c) => showJoin(c, parts, c.req.param('token')));
  pages.post('/join/:token', ownForm, (c) => join(c, parts, c.req.param('token')));
}

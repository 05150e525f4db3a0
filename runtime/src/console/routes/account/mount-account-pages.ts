import type { Guards, Pages } from '../../guards.ts';
import type { SignInParts } from '../sign-in/sign-in-parts.ts';
import { changePassword, showAccount, signOutEverywhere } from './account.tsx';
import { beginOwnSecondFactor, renewOwnBackupCodes } from './own-second-factor.tsx';

/** One's own account. */
export function mountAccountPages(pages: Pages, parts: SignInParts, { page, form }: Guards): void {
  pages.get('/account', page, (c) => showAccount(c, parts));
  pages.post('/account/password', form, (c) => changePassword(c, parts));
  pages.post('/account/second-factor', form, (c) => beginOwnSecondFactor(c, parts));
  pages.post('/account/backup-codes', form, (c) => renewOwnBackupCodes(c, parts));
  pages.post('/account/kept', form, (c) => c.redirect('/account', 303));
  pages.post('/account/sign-out-everywhere', form, (c) => signOutEverywhere(c, parts));
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { loadOwnAccount } from '../../../flow/people/load-own-account.ts';
import { answerPage } from '../../answer-page.ts';
import type { ConsoleContext } from '../../console-env.ts';
import { BackupCodesPage } from '../../pages/sign-in/backup-codes-page.tsx';
import { readForm } from '../../read/read-form.ts';
import { writeSigningIn } from '../../session/signing-in.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';
import { originOf, type SignInParts } from '../sign-in/sign-in-parts.ts';
import { showAccount } from './account.tsx';

/** Begins a second factor that no role asks for; goes on as at a sign-in that sets one up. */
export async function beginOwnSecondFactor(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const given = await prove(c, parts);
  try {
    const factor = await parts.deps.accounts.beginSecondFactor(given);
    writeSigningIn(c, parts, {
      step: 'enrol',
      accountId: given.accountId,
      ...factor,
      isConfirmed: false,
      isOwnWish: true,
      organizationId: viewerOf(c).organizationId,
      next: '/account',
    });
    return c.redirect('/sign-in/second-factor', 303);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return showAccount(c, parts, { error });
  }
}

/** Makes new backup codes and shows them, this once. */
export async function renewOwnBackupCodes(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const given = await prove(c, parts);
  try {
    const codes = await parts.deps.accounts.renewBackupCodes(given);
    const ui = uiOf(c, parts, '/account');
    return answerPage(c, <BackupCodesPage ui={ui} codes={codes} action="/account/kept" />);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return showAccount(c, parts, { error });
  }
}

/** Whose second factor it is, and the password that proves that they ask. */
async function prove(c: ConsoleContext, parts: SignInParts) {
  const { account } = await loadOwnAccount({ ctx: viewerOf(c) });
  if (account === null) throw new AppError('sign_in.refused');
  const { factorPassword = '' } = (await readForm(c)).values;
  return { accountId: account.id, password: factorPassword, address: originOf(c, parts).address };
}

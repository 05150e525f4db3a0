/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { answerPage } from '../../answer-page.ts';
import type { ConsoleContext } from '../../console-env.ts';
import { BackupCodesPage } from '../../pages/sign-in/backup-codes-page.tsx';
import { EnrolPage } from '../../pages/sign-in/enrol-page.tsx';
import { readForm } from '../../read/read-form.ts';
import { readSigningIn, writeSigningIn } from '../../session/signing-in.ts';
import { uiOf } from '../../ui-of.ts';
import { advance } from './advance.ts';
import { answerSignIn } from './sign-in.tsx';
import { originOf, refuse, type SignInParts } from './sign-in-parts.ts';

const PATH = '/sign-in/second-factor';

/** Answers with the new second factor to scan, or with its backup codes once it counts. */
export async function showSecondFactor(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const state = await readSigningIn(c, parts);
  if (state?.step !== 'enrol') return c.redirect('/sign-in', 303);
  const ui = uiOf(c, parts, PATH);
  return answerPage(
    c,
    state.isConfirmed ? (
      <BackupCodesPage ui={ui} codes={state.backupCodes} action={`${PATH}/kept`} />
    ) : (
      <EnrolPage ui={ui} uri={state.uri} isOwnWish={state.isOwnWish} />
    ),
  );
}

/** Takes the first code of a new second factor; from then on it counts. */
export async function confirmSecondFactor(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const { code = '' } = (await readForm(c)).values;
  const state = await readSigningIn(c, parts);
  if (state?.step !== 'enrol') return startOver(c, parts);
  if (state.isConfirmed) return c.redirect(PATH, 303);
  const { accountId, uri, isOwnWish } = state;
  try {
    const { address } = originOf(c, parts);
    await parts.deps.accounts.confirmSecondFactor({ accountId, code, address });
    await parts.deps.accounts.spendStep(state.ticket);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'sign_in.expired') return startOver(c, parts);
    const page = <EnrolPage ui={uiOf(c, parts, PATH)} uri={uri} isOwnWish={isOwnWish} error={error} />;
    return answerPage(c, page, refuse(c, error));
  }
  writeSigningIn(c, parts, { ...state, isConfirmed: true });
  return c.redirect(PATH, 303);
}

/** Goes on once the backup codes were kept. */
export async function keepBackupCodes(c: ConsoleContext, parts: SignInParts): Promise<Response> {
  const state = await readSigningIn(c, parts);
  if (state?.step !== 'enrol' || !state.isConfirmed) return startOver(c, parts);
  const { accountId, organizationId, next, ticket } = state;
  try {
    await parts.deps.accounts.spendStep(ticket);
    return await advance(c, parts, { accountId, organizationId, next });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'sign_in.expired') throw error;
    return startOver(c, parts);
  }
}

const startOver = (c: ConsoleContext, parts: SignInParts): Promise<Response> =>
  answerSignIn(c, parts, { next: '/', error: new AppError('sign_in.expired') });

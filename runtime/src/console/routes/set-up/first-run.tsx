/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../../core/app-error.ts';
import {
  createFirstOrganization,
  FirstOrganizationInput,
  isSetUpOpen,
} from '../../../flow/setup/create-first-organization.ts';
import { isTimeZone } from '../../../flow/setup/time-zones.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { ConsoleContext } from '../../console-env.ts';
import { FirstPage } from '../../pages/set-up/first-page.tsx';
import { checkNewPassword } from '../../read/check-new-password.ts';
import { fieldErrors } from '../../read/field-errors.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { advance } from '../sign-in/advance.ts';
import type { SignInParts } from '../sign-in/sign-in-parts.ts';

type Shown = { values: FormValues; error?: AppError; fields?: Record<string, string> };

/** Answers with the first page of a new hub; throws `setup.closed` for a wrong address, or once it was used. */
export async function showFirstRun(c: ConsoleContext, parts: SignInParts, token: string): Promise<Response> {
  await refuseClosed(parts, token);
  parts.deps.accounts.warmUp();
  const { locale } = uiOf(c, parts);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const timeZone = isTimeZone(zone) ? zone : 'UTC';
  return answerFirst(c, parts, token, {
    values: { baseCurrency: locale === 'ja' ? 'JPY' : 'USD', timeZone, locale },
  });
}

/** Makes account and organization, and goes on to the second factor of the administrator. */
export async function firstRun(c: ConsoleContext, parts: SignInParts, token: string): Promise<Response> {
  const { values } = await readForm(c);
  await refuseClosed(parts, token);
  const { newPassword = '', repeat: _repeat, ...given } = values;
  const { texts } = uiOf(c, parts);
  const input = FirstOrganizationInput.safeParse({ ...given, password: newPassword });
  const fields = {
    ...(input.success ? {} : fieldErrors(input.error, values, texts)),
    ...checkNewPassword(values, texts),
  };
  if (!input.success || Object.keys(fields).length > 0) {
    return answerFirst(c, parts, token, { values, fields });
  }
  try {
    const { accountId } = await createFirstOrganization(parts.deps, input.data);
    return await advance(c, parts, { accountId, password: newPassword, next: '/set-up' });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'setup.closed') throw error;
    return answerFirst(c, parts, token, { values, error });
  }
}

function answerFirst(c: ConsoleContext, parts: SignInParts, token: string, shown: Shown) {
  const { values, error, fields } = shown;
  const status = error === undefined ? (fields === undefined ? 200 : 422) : statusOf(error);
  const ui = uiOf(c, parts, `/first-run/${token}`);
  return answerPage(
    c,
    <FirstPage ui={ui} token={token} values={values} error={error} fields={fields ?? {}} />,
    status,
  );
}

async function refuseClosed({ deps }: SignInParts, token: string): Promise<void> {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  const isRight = timingSafeEqual(hash(token), hash(deps.setUpToken));
  if (!isRight || !(await isSetUpOpen(deps))) throw new AppError('setup.closed');
}

import { AppError } from '../../core/app-error.ts';
import type { Accounts } from '../../flow/ports.ts';
import type { SignInTools } from './create-accounts.ts';
import { forgetTries, takeTry } from './failed-sign-ins.ts';
import { PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS } from './open-better-auth.ts';

/** Makes an account with a password. */
export async function createAccount(
  tools: SignInTools,
  given: Parameters<Accounts['create']>[0],
): Promise<string> {
  refuseWeak(given.password);
  const { internalAdapter, password } = await (await tools.auth()).$context;
  const email = given.email.trim().toLowerCase();
  if ((await internalAdapter.findUserByEmail(email)) !== null) throw new AppError('sign_in.account_exists');
  const user = await internalAdapter.createUser(
    { email, name: given.name, emailVerified: true },
    { method: 'admin' },
  );
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: await password.hash(given.password),
  });
  return user.id;
}

/** Sets a password on somebody else's word, or after the current one was checked. */
export async function setPassword(
  tools: SignInTools,
  given: Parameters<Accounts['setPassword']>[0],
): Promise<void> {
  refuseWeak(given.password);
  const { internalAdapter, password } = await (await tools.auth()).$context;
  await internalAdapter.updatePassword(given.accountId, await password.hash(given.password));
}

/** Sets a new password where the current one is right; wrong ones count like those of a sign-in. */
export async function changePassword(
  tools: SignInTools,
  given: Parameters<Accounts['changePassword']>[0],
): Promise<void> {
  await proveAgain(tools, given);
  await setPassword(tools, { accountId: given.accountId, password: given.next });
}

/** Throws `sign_in.refused` unless the password is the account's, and `sign_in.rate_limited` after too many tries. */
export async function proveAgain(
  tools: SignInTools,
  given: { accountId: string; password: string },
): Promise<void> {
  const { internalAdapter, password } = await (await tools.auth()).$context;
  const user = await internalAdapter.findUserById(given.accountId);
  const credential = await internalAdapter.findCredentialAccount(given.accountId);
  if (user === null) throw new AppError('sign_in.refused');
  await takeTry(tools, user.email);
  const hash = credential?.password ?? '';
  const isRight = hash !== '' && (await password.verify({ hash, password: given.password }));
  if (!isRight) throw new AppError('sign_in.refused');
  await forgetTries(tools, user.email);
}

function refuseWeak(password: string): void {
  if (password.length >= PASSWORD_MIN_CHARS && password.length <= PASSWORD_MAX_CHARS) return;
  throw new AppError('sign_in.password_weak');
}

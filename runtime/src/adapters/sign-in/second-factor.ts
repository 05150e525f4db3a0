import { z } from 'zod';
import type { Accounts, SecondFactor } from '../../flow/ports.ts';
import { type AuthAnswer, type AuthCall, callBetterAuth, signCookie } from './call-better-auth.ts';
import type { SignInTools } from './create-accounts.ts';
import { useUpCode } from './refuse-used-code.ts';
import { proveAgain } from './set-password.ts';
import { toRefusal } from './to-refusal.ts';

const Enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });
const Renewed = z.object({ backupCodes: z.array(z.string()) });

/** Makes a second factor that waits for its first code. */
export async function beginSecondFactor(
  tools: SignInTools,
  given: Parameters<Accounts['beginSecondFactor']>[0],
): Promise<SecondFactor> {
  await proveAgain(tools, given);
  const body = { password: given.password };
  const answer = await callAs(tools, given.accountId, {
    path: '/two-factor/enable',
    body,
    address: given.address,
  });
  if (answer.status !== 200) throw toRefusal(answer, 'sign_in.second_factor_exists');
  const { totpURI, backupCodes } = Enabled.parse(answer.body);
  return { uri: totpURI, backupCodes };
}

/** Makes the second factor count; the code that did it signs nobody in. */
export async function confirmSecondFactor(
  tools: SignInTools,
  given: Parameters<Accounts['confirmSecondFactor']>[0],
): Promise<void> {
  const body = { code: given.code.replaceAll(/\D/g, '') };
  const call = { path: '/two-factor/verify-totp', body, address: given.address } as const;
  const answer = await callAs(tools, given.accountId, call);
  if (answer.status !== 200) throw toRefusal(answer, 'sign_in.code_wrong');
  await useUpCode(tools, given.accountId, body.code);
}

/** Replaces the backup codes. */
export async function renewBackupCodes(
  tools: SignInTools,
  given: Parameters<Accounts['renewBackupCodes']>[0],
): Promise<string[]> {
  await proveAgain(tools, given);
  const body = { password: given.password };
  const call = { path: '/two-factor/generate-backup-codes', body, address: given.address } as const;
  const answer = await callAs(tools, given.accountId, call);
  if (answer.status !== 200) throw toRefusal(answer, 'sign_in.refused');
  return Renewed.parse(answer.body).backupCodes;
}

/** Takes the second factor away, on the word of somebody who may decide that. */
export async function removeSecondFactor(tools: SignInTools, accountId: string): Promise<void> {
  const { adapter, internalAdapter } = await (await tools.auth()).$context;
  await adapter.delete({ model: 'twoFactor', where: [{ field: 'userId', value: accountId }] });
  await internalAdapter.updateUser(accountId, { twoFactorEnabled: false });
}

/** Calls an endpoint that wants a session with one that lives as long as the call. */
async function callAs(
  tools: SignInTools,
  accountId: string,
  call: Omit<AuthCall, 'cookies'>,
): Promise<AuthAnswer> {
  const auth = await tools.auth();
  const { internalAdapter, authCookies, secret } = await auth.$context;
  const session = await internalAdapter.createSession(accountId);
  try {
    const cookies = { [authCookies.sessionToken.name]: signCookie(session.token, secret) };
    return await callBetterAuth(auth, { ...call, cookies });
  } finally {
    await internalAdapter.deleteUserSessions(accountId);
  }
}

import { z } from 'zod';
import { assert } from '../../core/assert.ts';
import type { Accounts, PasswordOutcome } from '../../flow/ports.ts';
import { callBetterAuth } from './call-better-auth.ts';
import type { SignInTools } from './create-accounts.ts';
import { forgetTries, returnTry, takeTry } from './failed-sign-ins.ts';
import { refuseUsedCode } from './refuse-used-code.ts';
import { toRefusal } from './to-refusal.ts';

const SignedIn = z.object({ token: z.string(), user: z.object({ id: z.string() }) });

/** Checks a password. The library's own session is ended at once: the hub's pages have sessions of their own. */
export async function checkPassword(
  tools: SignInTools,
  given: Parameters<Accounts['checkPassword']>[0],
): Promise<PasswordOutcome> {
  const email = given.email.trim().toLowerCase();
  const auth = await tools.auth();
  await takeTry(tools, email);
  const body = { email, password: given.password };
  const answer = await callBetterAuth(auth, { path: '/sign-in/email', body, address: given.address });
  if (answer.status !== 200) {
    if (answer.status === 429) await returnTry(tools, email);
    throw toRefusal(answer, 'sign_in.refused');
  }
  await forgetTries(tools, email);
  const signedIn = SignedIn.safeParse(answer.body);
  if (signedIn.success) {
    const { internalAdapter } = await auth.$context;
    await internalAdapter.deleteSession(signedIn.data.token);
    return { state: 'proved', accountId: signedIn.data.user.id };
  }
  const challenge = answer.setCookies.get(await challengeCookie(tools));
  assert(challenge !== undefined, 'a password without a session leads to a challenge');
  return { state: 'code_asked', challenge };
}

/** Checks the code that a challenge asked for. */
export async function checkCode(
  tools: SignInTools,
  given: Parameters<Accounts['checkCode']>[0],
): Promise<string> {
  const auth = await tools.auth();
  const code = given.kind === 'app' ? given.code.replaceAll(/\D/g, '') : given.code.trim();
  const answer = await callBetterAuth(auth, {
    path: given.kind === 'app' ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code',
    body: { code },
    address: given.address,
    cookies: { [await challengeCookie(tools)]: given.challenge },
  });
  if (answer.status !== 200) throw toRefusal(answer, 'sign_in.code_wrong');
  const { token, user } = SignedIn.parse(answer.body);
  const { internalAdapter } = await auth.$context;
  await internalAdapter.deleteSession(token);
  if (given.kind === 'app') await refuseUsedCode(tools, user.id, code);
  return user.id;
}

async function challengeCookie(tools: SignInTools): Promise<string> {
  const { createAuthCookie } = await (await tools.auth()).$context;
  return createAuthCookie('two_factor').name;
}

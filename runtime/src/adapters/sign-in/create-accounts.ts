import type { Account, Accounts } from '../../flow/ports.ts';
import { checkCode, checkPassword } from './check-credentials.ts';
import { type BetterAuth, type BetterAuthInput, openBetterAuth } from './open-better-auth.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewBackupCodes,
} from './second-factor.ts';
import { countSecondFactors, resealSecondFactors } from './second-factor-keys.ts';
import { changePassword, createAccount, setPassword } from './set-password.ts';
import { isStepSpent, spendStep } from './spent-steps.ts';

/** What the functions of this folder work with. */
export type SignInTools = BetterAuthInput & { auth(): Promise<BetterAuth> };

/** Accounts kept by better-auth in the schema `auth`. The library is loaded when it is first needed. */
export function createAccounts(input: BetterAuthInput): Accounts {
  let opened: Promise<BetterAuth> | undefined;
  const auth = (): Promise<BetterAuth> => {
    opened ??= openBetterAuth(input).catch((cause: unknown) => {
      opened = undefined;
      throw cause;
    });
    return opened;
  };
  const tools: SignInTools = { ...input, auth };
  return {
    warmUp: () => void auth().catch(() => undefined),
    checkPassword: (given) => checkPassword(tools, given),
    checkCode: (given) => checkCode(tools, given),
    find: async (email) => {
      const { internalAdapter } = await (await auth()).$context;
      const found = await internalAdapter.findUserByEmail(email.toLowerCase());
      return found === null ? undefined : toAccount(found.user);
    },
    get: async (accountId) => {
      const { internalAdapter } = await (await auth()).$context;
      const user = await internalAdapter.findUserById(accountId);
      if (user === null) throw new Error('assertion: a membership names an account that exists');
      return toAccount(user);
    },
    create: (given) => createAccount(tools, given),
    setPassword: (given) => setPassword(tools, given),
    changePassword: (given) => changePassword(tools, given),
    beginSecondFactor: (given) => beginSecondFactor(tools, given),
    confirmSecondFactor: (given) => confirmSecondFactor(tools, given),
    renewBackupCodes: (given) => renewBackupCodes(tools, given),
    isStepSpent: (ticket) => isStepSpent(tools, ticket),
    spendStep: (ticket) => spendStep(tools, ticket),
    removeSecondFactor: (accountId) => removeSecondFactor(tools, accountId),
    countSecondFactors: () => countSecondFactors(tools),
    resealSecondFactors: (after) => resealSecondFactors(tools, after),
  };
}

function toAccount(user: {
  id: string;
  email: string;
  name: string;
  twoFactorEnabled?: boolean | null;
}): Account {
  return { id: user.id, email: user.email, name: user.name, hasSecondFactor: user.twoFactorEnabled === true };
}

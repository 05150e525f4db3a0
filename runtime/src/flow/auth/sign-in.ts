import { AppError } from '../../core/app-error.ts';
import { needsSecondFactor } from '../../core/permissions.ts';
import type { FlowDeps } from '../context.ts';
import type { SecondFactor } from '../ports.ts';
import { listMemberships, type Membership } from './list-memberships.ts';
import { openSession } from './open-session.ts';
import { recordSignIn } from './record-sign-in.ts';

/** What somebody who proved an account does next. */
export type NextStep =
  | { step: 'enrol'; accountId: string; factor: SecondFactor }
  | { step: 'choose'; accountId: string; memberships: Membership[] }
  | { step: 'done'; membership: Membership; token: string };

/** A proved account. With its password, a second factor that is needed and missing can be begun. */
export type AdvanceInput = {
  accountId: string;
  password?: string;
  /** The organization that was chosen or joined; absent until then. */
  organizationId?: string | undefined;
  address: string;
  userAgent?: string | undefined;
};

/**
 * Takes a proved account one step on: to its second factor, when one of its roles needs one that is not set up; to the
 * choice among several organizations; else into a new session. Throws `sign_in.no_membership` for an account whose
 * people are all gone, and `sign_in.expired` when a second factor is missing and cannot be begun without the password.
 */
export async function advanceSignIn(deps: FlowDeps, input: AdvanceInput): Promise<NextStep> {
  const { accountId, address, password } = input;
  const memberships = await listMemberships(deps, accountId);
  if (memberships.length === 0) throw new AppError('sign_in.no_membership');
  const { hasSecondFactor } = await deps.accounts.get(accountId);
  if (!hasSecondFactor && memberships.some(({ permissions }) => needsSecondFactor(permissions))) {
    if (password === undefined) throw new AppError('sign_in.expired');
    const factor = await deps.accounts.beginSecondFactor({ accountId, password, address });
    return { step: 'enrol', accountId, factor };
  }
  const chosen = memberships.find(({ organizationId }) => organizationId === input.organizationId);
  const membership = chosen ?? (memberships.length === 1 ? memberships[0] : undefined);
  if (membership === undefined) return { step: 'choose', accountId, memberships };
  const token = await openSession(deps, { ...membership, userAgent: input.userAgent });
  await recordSignIn(deps, membership);
  return { step: 'done', membership, token };
}

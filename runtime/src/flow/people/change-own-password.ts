import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { personLinks } from '../../db/schema/index.ts';
import { endAccountSessions } from '../auth/end-account-sessions.ts';
import type { Ctx } from '../context.ts';
import type { Account } from '../ports.ts';
import { recordAudit } from '../record-audit.ts';
import { loadOwnAccount } from './load-own-account.ts';

/** The password as it is and as it is to be, and the network address that asks. */
export type ChangeOwnPasswordInput = { password: string; next: string; address: string };

/**
 * Changes one's own password and ends every session of the account, the asking one too; open links that
 * would set another password are used up. Throws `sign_in.*`.
 */
export async function changeOwnPassword({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: ChangeOwnPasswordInput;
}): Promise<Account> {
  const { account } = await loadOwnAccount({ ctx });
  if (account === null) throw new AppError('sign_in.refused');
  await ctx.deps.accounts.changePassword({ accountId: account.id, ...input });
  await endAccountSessions(ctx.deps, account.id);
  await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    // A link to set a password that somebody asked for earlier would undo this one.
    await tx
      .update(personLinks)
      .set({ usedAt: ctx.deps.clock.now() })
      .where(
        and(
          eq(personLinks.personId, ctx.actor.id),
          eq(personLinks.purpose, 'password_reset'),
          isNull(personLinks.usedAt),
        ),
      );
    await recordAudit(tx, ctx, {
      action: 'person.change_password',
      objectKind: 'person',
      objectId: ctx.actor.id,
    });
  });
  return account;
}

import { endPersonSessions } from '../auth/end-account-sessions.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { getPersonRow, refuseOneself } from './get-person-row.ts';
import { refuseForeignEntities } from './person-access.ts';
import { refuseSharedAccount } from './renew-person-link.ts';

/**
 * Takes away the second factor of somebody who lost it, codes included. They set up a new one at the next sign-in.
 * Throws `people.own_access` and `people.elsewhere_too`.
 */
export async function resetSecondFactor({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { personId: string };
}): Promise<void> {
  authorise(ctx, 'admin');
  const { database } = ctx.deps;
  const person = await database.inOrganization(ctx.organizationId, async (tx) => {
    await refuseOneself(tx, ctx, input.personId);
    const found = await getPersonRow(tx, input.personId);
    await refuseForeignEntities(tx, ctx, found.entityIds);
    return found;
  });
  const { accountId } = person;
  if (accountId === null) return;
  await refuseSharedAccount(ctx.deps, ctx.organizationId, accountId);
  await database.inOrganization(ctx.organizationId, async (tx) => {
    await endPersonSessions(tx, person.id);
    await recordAudit(tx, ctx, {
      action: 'person.reset_second_factor',
      objectKind: 'person',
      objectId: person.id,
    });
    // Last, and in the library's own transaction: when it fails, nothing of the above is kept.
    await ctx.deps.accounts.removeSecondFactor(accountId);
  });
}

import { AppError } from '../../core/app-error.ts';
import { findMembershipPlaces } from '../auth/list-memberships.ts';
import { authorise, type Ctx, type FlowDeps } from '../context.ts';
import { createPersonLink } from './create-person-link.ts';
import { getPersonRow } from './get-person-row.ts';
import { refuseForeignEntities } from './person-access.ts';

/**
 * Makes a link for somebody who is there already: to join, when they have not, else to set a new password. Throws
 * `people.elsewhere_too` for an account that opens another organization as well.
 */
export async function renewPersonLink({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { personId: string };
}): Promise<string> {
  authorise(ctx, 'admin');
  const { database } = ctx.deps;
  const person = await database.inOrganization(ctx.organizationId, async (tx) => {
    const found = await getPersonRow(tx, input.personId);
    await refuseForeignEntities(tx, ctx, found.entityIds);
    if (found.deactivatedAt !== null) {
      throw new AppError('request.invalid', { detail: 'Activate the person first.' });
    }
    return found;
  });
  // Between two transactions: inside of one it would take a second connection while it holds the first.
  await refuseSharedAccount(ctx.deps, ctx.organizationId, person.accountId);
  const purpose = person.accountId === null ? 'invitation' : 'password_reset';
  return database.inOrganization(ctx.organizationId, (tx) =>
    createPersonLink(tx, ctx, { personId: person.id, purpose }),
  );
}

/** An administrator of one organization must not get hold of an account that opens another one too. */
export async function refuseSharedAccount(
  deps: FlowDeps,
  organizationId: string,
  accountId: string | null,
): Promise<void> {
  if (accountId === null) return;
  const places = await findMembershipPlaces(deps, accountId);
  if (places.some((place) => place.organizationId !== organizationId)) {
    throw new AppError('people.elsewhere_too');
  }
}

import { AppError } from '../../core/app-error.ts';
import { findMembershipPlaces } from '../auth/list-memberships.ts';
import { authorise, type Ctx } from '../context.ts';
import { createPersonLink } from './create-person-link.ts';
import { getPersonRow, type PersonRow } from './get-person-row.ts';
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
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const person = await getPersonRow(tx, input.personId);
    await refuseForeignEntities(tx, ctx, person.entityIds);
    if (person.deactivatedAt !== null) {
      throw new AppError('request.invalid', { detail: 'Activate the person first.' });
    }
    if (person.accountId === null)
      return createPersonLink(tx, ctx, { personId: person.id, purpose: 'invitation' });
    await refuseSharedAccount(ctx, person);
    return createPersonLink(tx, ctx, { personId: person.id, purpose: 'password_reset' });
  });
}

/** An administrator of one organization must not get hold of an account that opens another one too. */
export async function refuseSharedAccount(ctx: Ctx, person: PersonRow): Promise<void> {
  if (person.accountId === null) return;
  const places = await findMembershipPlaces(ctx.deps, person.accountId);
  if (places.some(({ organizationId }) => organizationId !== ctx.organizationId)) {
    throw new AppError('people.elsewhere_too');
  }
}

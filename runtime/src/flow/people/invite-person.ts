import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { people } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { createPerson } from '../setup/create-person.ts';
import { createPersonLink } from './create-person-link.ts';
import { PersonAccess, refuseForeignEntities } from './person-access.ts';

/** Somebody who is to join. */
export const InvitePersonInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254).toLowerCase(),
  ...PersonAccess.shape,
});
export type InvitePersonInput = z.infer<typeof InvitePersonInput>;

/**
 * Adds a person and returns the link by which they join; there may be no mail server, so an administrator hands it
 * out. Throws `people.email_taken`.
 */
export async function invitePerson({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: InvitePersonInput;
}): Promise<{ personId: string; link: string }> {
  authorise(ctx, 'admin');
  const { entityIds, ...person } = input;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    await refuseForeignEntities(tx, ctx, entityIds);
    const known = await tx.select({ id: people.id }).from(people).where(eq(people.email, person.email));
    if (known.length > 0) throw new AppError('people.email_taken');
    const personId = await createPerson(tx, ctx, { ...person, entityIds });
    return { personId, link: await createPersonLink(tx, ctx, { personId, purpose: 'invitation' }) };
  });
}

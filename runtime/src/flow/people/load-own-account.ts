import { and, desc, eq, gt } from 'drizzle-orm';
import { assert } from '../../core/assert.ts';
import { organizations, people, sessions } from '../../db/schema/index.ts';
import type { Ctx } from '../context.ts';
import type { Account } from '../ports.ts';

/** A session of one's own. */
export type OwnSession = { id: string; createdAt: Date; userAgent: string | null };

/** Who somebody is here, how they sign in, and where they are signed in. */
export type OwnAccount = {
  email: string;
  organizationName: string;
  /** Null for somebody who came in by an entry link of the demo. */
  account: Account | null;
  /** In this organization, newest first. */
  sessions: OwnSession[];
};

/** Reads one's own account; needs no permission. */
export async function loadOwnAccount({ ctx }: { ctx: Ctx }): Promise<OwnAccount> {
  const found = await ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    const [person] = await tx
      .select({ email: people.email, accountId: people.accountId, organizationName: organizations.name })
      .from(people)
      .innerJoin(organizations, eq(organizations.id, people.organizationId))
      .where(eq(people.id, ctx.actor.id));
    assert(person !== undefined, 'a session belongs to a person');
    const own = await tx
      .select({ id: sessions.id, createdAt: sessions.createdAt, userAgent: sessions.userAgent })
      .from(sessions)
      .where(and(eq(sessions.personId, ctx.actor.id), gt(sessions.expiresAt, ctx.deps.clock.now())))
      .orderBy(desc(sessions.createdAt));
    return { person, own };
  });
  const { email, accountId, organizationName } = found.person;
  const account = accountId === null ? null : await ctx.deps.accounts.get(accountId);
  return { email, organizationName, account, sessions: found.own };
}

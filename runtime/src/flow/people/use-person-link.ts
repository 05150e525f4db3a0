import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import type { Tx } from '../../db/open-database.ts';
import { memberships, people, personLinks } from '../../db/schema/index.ts';
import { endAccountSessions } from '../auth/end-account-sessions.ts';
import type { Ctx, FlowDeps } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { getPersonLink, type OpenLink } from './find-person-link.ts';
import { refuseSharedAccount } from './renew-person-link.ts';

/**
 * Joins the person of an invitation to an account that was proved, and uses the invitation up. Throws
 * `people.link_unknown`, also for the slower of two that open it at once, and for an account of another address.
 */
export async function acceptInvitation(
  deps: FlowDeps,
  input: { token: string; accountId: string },
): Promise<{ organizationId: string }> {
  const link = await getPersonLink(deps, input.token);
  const account = await deps.accounts.get(input.accountId);
  if (link.purpose !== 'invitation' || account.email !== link.person.email.toLowerCase()) {
    throw new AppError('people.link_unknown');
  }
  const { organizationId, person } = link;
  await use(deps, link, async (tx, ctx) => {
    await tx.update(people).set({ accountId: account.id }).where(eq(people.id, person.id));
    await tx.insert(memberships).values({ organizationId, personId: person.id, accountId: account.id });
    await recordAudit(tx, ctx, { action: 'person.join', objectKind: 'person', objectId: person.id });
  });
  return { organizationId };
}

/**
 * Sets the password that the person of a link chose, uses the link up, and ends every session of the account. Throws
 * `people.elsewhere_too` for an account that opens another organization as well by now.
 */
export async function resetPassword(
  deps: FlowDeps,
  input: { token: string; password: string },
): Promise<void> {
  const link = await getPersonLink(deps, input.token);
  const { person } = link;
  const { accountId } = person;
  if (link.purpose !== 'password_reset' || accountId === null) throw new AppError('people.link_unknown');
  // The person may have joined another organization since the link was made.
  await refuseSharedAccount(deps, link.organizationId, accountId);
  await use(deps, link, async (tx, ctx) => {
    await recordAudit(tx, ctx, {
      action: 'person.reset_password',
      objectKind: 'person',
      objectId: person.id,
    });
    // Last, and in the library's own transaction: a weak password leaves the link as it was.
    await deps.accounts.setPassword({ accountId, password: input.password });
  });
  await endAccountSessions(deps, accountId);
}

async function use(deps: FlowDeps, link: OpenLink, work: (tx: Tx, ctx: Ctx) => Promise<void>): Promise<void> {
  const { organizationId, person } = link;
  const ctx: Ctx = {
    organizationId,
    actor: { kind: 'person', id: person.id, name: person.name },
    permissions: new Set(),
    roles: [],
    entityIds: null,
    requestId: `link_${link.linkId}`,
    deps,
  };
  await deps.database.inOrganization(organizationId, async (tx) => {
    const used = await tx
      .update(personLinks)
      .set({ usedAt: deps.clock.now() })
      .where(and(eq(personLinks.id, link.linkId), isNull(personLinks.usedAt)))
      .returning({ id: personLinks.id });
    if (used.length === 0) throw new AppError('people.link_unknown');
    await work(tx, ctx);
  });
}

import { and, eq, isNull, sql } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { people } from '../../db/schema/index.ts';
import { endAccountSessions } from '../auth/end-account-sessions.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/**
 * Takes away the second factor of somebody whom nobody inside can help: the only administrator, with authenticator and
 * backup codes lost. The hub itself does it, on the word of whoever has its machine and its keys; no page and no API
 * leads here. The password stays, every session of the account ends, and the next sign-in sets up a new factor.
 * Throws `auth.scope_missing` for anybody else, and `request.not_found`.
 */
export async function resetLostSecondFactor({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { email: string };
}): Promise<void> {
  authorise(ctx, 'admin');
  if (ctx.actor.kind !== 'system') throw new AppError('auth.scope_missing');
  const { accounts, database } = ctx.deps;
  const isHere = and(
    eq(sql`lower(${people.email})`, input.email.trim().toLowerCase()),
    isNull(people.deactivatedAt),
  );
  const accountId = await database.inOrganization(ctx.organizationId, async (tx) => {
    const [person] = await tx.select().from(people).where(isHere).for('update');
    if (person === undefined || person.accountId === null) {
      const detail = 'Nobody with this e-mail address signs in to this organization.';
      throw new AppError('request.not_found', { detail });
    }
    await recordAudit(tx, ctx, {
      action: 'person.reset_second_factor',
      objectKind: 'person',
      objectId: person.id,
      after: { by: 'command line' },
    });
    // Last, and in the library's own transaction: when it fails, nothing of the above is kept.
    await accounts.removeSecondFactor(person.accountId);
    return person.accountId;
  });
  await endAccountSessions(ctx.deps, accountId);
}

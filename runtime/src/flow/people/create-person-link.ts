import { createHash, randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '../../db/open-database.ts';
import { lookupKeys, personLinks } from '../../db/schema/index.ts';
import { authorise, type Ctx } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

/** What a link lets its person do: join, or set a new password. */
export type LinkPurpose = 'invitation' | 'password_reset';

const LINK_HOURS = 72;
const TOKEN_BYTES = 24;

/**
 * Makes a link for a person and returns its address, which is shown once: only its hash is stored. It opens once,
 * within 72 hours; an older link of the person for the same purpose ends.
 */
export async function createPersonLink(
  tx: Tx,
  ctx: Ctx,
  input: { personId: string; purpose: LinkPurpose },
): Promise<string> {
  authorise(ctx, 'admin');
  const { organizationId, deps } = ctx;
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const hash = createHash('sha256').update(token).digest();
  const id = deps.ids.next('personLink');
  const createdAt = deps.clock.now();
  await tx
    .update(personLinks)
    .set({ usedAt: createdAt })
    .where(
      and(
        eq(personLinks.personId, input.personId),
        eq(personLinks.purpose, input.purpose),
        isNull(personLinks.usedAt),
      ),
    );
  await tx.insert(personLinks).values({
    organizationId,
    id,
    ...input,
    createdBy: ctx.actor,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + LINK_HOURS * 3_600_000),
  });
  await tx.insert(lookupKeys).values({ hash, kind: 'person_link', organizationId, objectId: id });
  await recordAudit(tx, ctx, {
    action: 'person.create_link',
    objectKind: 'person',
    objectId: input.personId,
    after: { purpose: input.purpose },
  });
  return `${deps.publicBaseUrl}/join/${token}`;
}

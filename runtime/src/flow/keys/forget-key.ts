import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '../../core/app-error.ts';
import { sealingKeys } from '../../db/schema/index.ts';
import type { Ctx, FlowDeps } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { UNNAMED_KEY } from './find-idle-keys.ts';

/** A key that is lost, and why it is given up. */
export type ForgetKeyInput = { keyId: string; reason: string; organizations: readonly Ctx[] };

/**
 * Takes note that a key is lost: the hub starts without it from now on. Every organization's trail tells of it first, so
 * that it never happens without an entry. Throws `request.not_found` for a key that the hub never had, or that is at hand.
 */
export async function forgetKey(deps: FlowDeps, input: ForgetKeyInput): Promise<void> {
  const { keyId, reason, organizations } = input;
  const isLost = and(eq(sealingKeys.keyId, keyId), isNull(sealingKeys.retiredAt));
  const { ownerDrizzle } = deps.database;
  const known = await ownerDrizzle.select().from(sealingKeys).where(isLost);
  if ((known.length === 0 && keyId !== UNNAMED_KEY) || deps.secretBox.keyIds.includes(keyId)) {
    throw new AppError('request.not_found', { detail: 'This is no key that the hub misses.' });
  }
  for (const ctx of organizations) {
    await deps.database.inOrganization(ctx.organizationId, (tx) =>
      recordAudit(tx, ctx, {
        action: 'sealing_key.forget',
        objectKind: 'organization',
        objectId: ctx.organizationId,
        after: { keyId },
        reason,
      }),
    );
  }
  await ownerDrizzle.update(sealingKeys).set({ retiredAt: deps.clock.now() }).where(isLost);
}

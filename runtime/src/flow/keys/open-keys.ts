import { eq, inArray } from 'drizzle-orm';
import { trustedAnchorKeys, voucherText } from '../../core/audit/anchor-keys.ts';
import { sealingKeys } from '../../db/schema/index.ts';
import type { KeyDeps } from './count-sealed.ts';
import { findIdleKeys } from './find-idle-keys.ts';
import { lockKeys } from './lock-keys.ts';
import { toVouchers } from './read-trusted-anchor-keys.ts';

/**
 * Takes note of the keys at hand, before anything is served. The first one vouches for the anchors of the others, so
 * that they can be checked once those are taken away. Throws `config.invalid` when something is sealed with a key that
 * is not at hand, and says which; one that is told to be lost may be away.
 */
export async function openKeys(
  deps: KeyDeps,
  options: { lostKeyId?: string | undefined } = {},
): Promise<void> {
  const { anchorSigner, clock, database } = deps;
  const now = clock.now();
  await database.ownerDrizzle.transaction(async (tx) => {
    await lockKeys(tx);
    const known = await tx.select().from(sealingKeys);
    const idle = await findIdleKeys(deps, known, options.lostKeyId);
    if (idle.length > 0) {
      await tx.update(sealingKeys).set({ retiredAt: now }).where(inArray(sealingKeys.keyId, idle));
    }
    for (const [keyId, anchorPublicKey] of anchorSigner.publicKeys) {
      await tx
        .insert(sealingKeys)
        .values({ keyId, anchorPublicKey, firstUsedAt: now })
        .onConflictDoUpdate({ target: sealingKeys.keyId, set: { retiredAt: null } });
    }
    const trusted = trustedAnchorKeys(anchorSigner.publicKeys.values(), toVouchers(known));
    for (const [publicKey, end] of trusted) {
      if (publicKey === anchorSigner.publicKey) continue;
      const until = end ?? now.toISOString();
      await tx
        .update(sealingKeys)
        .set({
          vouchedBy: anchorSigner.publicKey,
          vouchedUntil: new Date(until),
          voucher: anchorSigner.sign(voucherText({ publicKey, until })),
        })
        .where(eq(sealingKeys.anchorPublicKey, publicKey));
    }
  });
}

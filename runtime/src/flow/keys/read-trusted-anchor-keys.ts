import {
  type AnchorVoucher,
  type TrustedAnchorKeys,
  trustedAnchorKeys,
} from '../../core/audit/anchor-keys.ts';
import type { Tx } from '../../db/open-database.ts';
import { sealingKeys } from '../../db/schema/index.ts';
import type { AnchorSigner } from '../ports.ts';

/** The public keys that the hub's anchors may be signed with: of the keys at hand, and of those before them. */
export async function readTrustedAnchorKeys(tx: Tx, signer: AnchorSigner): Promise<TrustedAnchorKeys> {
  return trustedAnchorKeys(signer.publicKeys.values(), toVouchers(await tx.select().from(sealingKeys)));
}

/** What keys say about each other, as it is stored; whether it was signed is not looked at. */
export const toVouchers = (rows: (typeof sealingKeys.$inferSelect)[]): AnchorVoucher[] =>
  rows.flatMap(({ anchorPublicKey, vouchedBy, vouchedUntil, voucher }) =>
    vouchedBy === null || vouchedUntil === null || voucher === null
      ? []
      : [{ publicKey: anchorPublicKey, vouchedBy, until: vouchedUntil.toISOString(), voucher }],
  );

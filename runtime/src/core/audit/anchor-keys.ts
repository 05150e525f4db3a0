import { isSignedWith } from './anchor.ts';

/** The word of one anchor key about another, given while the hub held both: its anchors until then are the hub's. */
export type AnchorVoucher = {
  /** The public key that is vouched for, base64url. */
  publicKey: string;
  /** The public key of whoever vouches. */
  vouchedBy: string;
  /** ISO instant of the word. */
  until: string;
  /** Ed25519 over `voucherText`, base64url. */
  voucher: string;
};

/** The public keys whose anchors are the hub's: null without an end, else up to an instant. */
export type TrustedAnchorKeys = ReadonlyMap<string, string | null>;

/** The text that is signed: one JSON list without white space. */
export const voucherText = ({ publicKey, until }: Pick<AnchorVoucher, 'publicKey' | 'until'>): string =>
  JSON.stringify(['seikyu.anchor-key.1', publicKey, until]);

/**
 * The keys at hand, and those that one of them vouches for. Whoever writes to the database can put a key and a word
 * there, and cannot sign it.
 */
export function trustedAnchorKeys(
  atHand: Iterable<string>,
  vouchers: readonly AnchorVoucher[],
): TrustedAnchorKeys {
  const trusted = new Map<string, string | null>([...atHand].map((publicKey) => [publicKey, null]));
  const proven = vouchers.filter(
    (word) =>
      trusted.has(word.vouchedBy) &&
      !trusted.has(word.publicKey) &&
      isSignedWith(word.vouchedBy, voucherText(word), word.voucher),
  );
  for (const { publicKey, until } of proven) trusted.set(publicKey, until);
  return trusted;
}

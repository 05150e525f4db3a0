import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createAnchorSigner } from '../../../runtime/src/adapters/secrets/create-anchor-signer.ts';
import { createKeyRing } from '../../../runtime/src/adapters/secrets/key-ring.ts';
import { type AuditAnchor, anchorText } from '../../../runtime/src/core/audit/anchor.ts';
import {
  type AnchorVoucher,
  trustedAnchorKeys,
  voucherText,
} from '../../../runtime/src/core/audit/anchor-keys.ts';
import { createAnchorCheck } from '../../../runtime/src/core/audit/check-anchors.ts';
import type { AnchorSigner } from '../../../runtime/src/flow/ports.ts';

const signer = (): AnchorSigner => createAnchorSigner(createKeyRing([randomBytes(32)]));
const [before, now, forger] = [signer(), signer(), signer()];
const CHANGED_AT = '2026-11-20T08:00:00.000Z';

const vouch = (by: AnchorSigner, of: AnchorSigner, until = CHANGED_AT): AnchorVoucher => {
  const voucher = by.sign(voucherText({ publicKey: of.publicKey, until }));
  return { publicKey: of.publicKey, vouchedBy: by.publicKey, until, voucher };
};

const anchorOf = (by: AnchorSigner, signedAt: string): AuditAnchor => {
  const day = signedAt.slice(0, 10);
  const unsigned = { organizationId: 'org_1', day, sequence: 1, hash: 'a'.repeat(64), signedAt };
  return { ...unsigned, publicKey: by.publicKey, signature: by.sign(anchorText(unsigned)) };
};

function reasonsOf(anchors: AuditAnchor[], vouchers: AnchorVoucher[]): string[] {
  const check = createAnchorCheck(anchors, trustedAnchorKeys([now.publicKey], vouchers));
  check.pass({ sequence: 1, hash: 'a'.repeat(64) });
  return check.findings().map(({ reason }) => reason);
}

describe('an anchor that was signed with a key that is gone', () => {
  const anchor = anchorOf(before, '2026-11-19T23:59:00.000Z');

  test('holds when the key at hand vouches for it', () => {
    expect(reasonsOf([anchor], [vouch(now, before)])).toEqual([]);
    expect(reasonsOf([anchor], [])).toEqual(['key_unknown']);
  });

  test('does not hold when it was signed after the change: whoever found the old key signs nothing with it', () => {
    const late = anchorOf(before, '2026-11-20T08:00:00.001Z');
    expect(reasonsOf([late], [vouch(now, before)])).toEqual(['key_replaced']);
  });

  test('does not hold by the word of itself, of a stranger, or by a word that was edited', () => {
    const edited = { ...vouch(now, before, '2026-11-01T00:00:00.000Z'), until: CHANGED_AT };
    const lent = { ...vouch(now, before), publicKey: forger.publicKey };
    const claimed = { ...vouch(forger, before), vouchedBy: now.publicKey };
    for (const word of [vouch(before, before), vouch(forger, before), edited, claimed]) {
      expect(reasonsOf([anchor], [word])).toEqual(['key_unknown']);
    }
    expect(reasonsOf([anchorOf(forger, CHANGED_AT)], [lent])).toEqual(['key_unknown']);
  });
});

test('a key at hand needs nobody to vouch for it, and no word puts an end to it', () => {
  const trusted = trustedAnchorKeys([now.publicKey, before.publicKey], [vouch(now, before)]);
  expect(trusted.get(before.publicKey)).toBeNull();
});

test('the signature of an anchor is none of a voucher: what is signed says what it is', () => {
  expect(voucherText({ publicKey: 'k', until: CHANGED_AT })).toBe(
    `["seikyu.anchor-key.1","k","${CHANGED_AT}"]`,
  );
});

import { type AuditAnchor, isAnchorSigned } from './anchor.ts';
import type { TrustedAnchorKeys } from './anchor-keys.ts';
import type { ChainEnd } from './check-chain.ts';

/** What an anchor shows about the chain that it was signed of. */
export type AnchorFinding = {
  anchor: AuditAnchor;
  reason: 'signature_invalid' | 'key_unknown' | 'key_replaced' | 'hash_differs' | 'beyond_the_end';
};

/** Holds a chain against its anchors while it is read. */
export type AnchorCheck = {
  /** Takes the entries' hashes in their order. */
  pass(end: ChainEnd): void;
  /** Everything that was found once the chain is read to its end, first entry first. */
  findings(): AnchorFinding[];
};

/** Starts a check; without the hub's own public keys every key is taken as the right one. */
export function createAnchorCheck(
  anchors: readonly AuditAnchor[],
  trusted: TrustedAnchorKeys | undefined,
): AnchorCheck {
  const findings: AnchorFinding[] = [];
  const waiting: AuditAnchor[] = [];
  for (const anchor of anchors) {
    const reason = keyFault(anchor, trusted);
    if (reason === undefined) waiting.push(anchor);
    else findings.push({ anchor, reason });
  }
  waiting.sort((left, right) => left.sequence - right.sequence);
  let passed = 0;
  return {
    pass({ sequence, hash }) {
      for (let anchor = waiting[passed]; anchor?.sequence === sequence; anchor = waiting[passed]) {
        if (anchor.hash !== hash) findings.push({ anchor, reason: 'hash_differs' });
        passed += 1;
      }
    },
    findings: () =>
      [
        ...findings,
        ...waiting.slice(passed).map((anchor) => ({ anchor, reason: 'beyond_the_end' as const })),
      ].sort((left, right) => left.anchor.sequence - right.anchor.sequence),
  };
}

function keyFault(
  anchor: AuditAnchor,
  trusted: TrustedAnchorKeys | undefined,
): AnchorFinding['reason'] | undefined {
  if (!isAnchorSigned(anchor)) return 'signature_invalid';
  if (trusted === undefined) return undefined;
  const until = trusted.get(anchor.publicKey);
  if (until === undefined) return 'key_unknown';
  return until !== null && Date.parse(anchor.signedAt) > Date.parse(until) ? 'key_replaced' : undefined;
}

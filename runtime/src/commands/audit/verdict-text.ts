import type { AnchorFinding } from '../../core/audit/check-anchors.ts';
import type { ChainBreak } from '../../core/audit/check-chain.ts';
import type { AuditVerdict } from '../../flow/audit/verify-audit.ts';

const BREAKS: Record<ChainBreak['reason'], string> = {
  seal_missing: 'its seal is missing',
  entry_missing: 'it is sealed, and gone',
  payload_changed: 'what it changed from and to, or its reason, is not what was sealed',
  entry_changed: 'who, what, when, or on which object is not what was sealed',
  order_changed: 'it does not follow the entry before it',
  blanked_without_entry: 'it was blanked, and no entry tells of it',
};

const ANCHORS: Record<AnchorFinding['reason'], string> = {
  signature_invalid: 'its signature does not hold',
  key_unknown: "it was signed with another key than this hub's",
  key_replaced: 'it was signed with a key of this hub after that key was replaced',
  hash_differs: 'the chain has another entry in its place: it was written anew',
  beyond_the_end: 'the chain ends before it: entries were taken from the end',
};

/** Where a chain is broken, in a sentence. */
export const breakText = ({ sequence, entryId, reason }: ChainBreak): string =>
  `entry ${sequence}${entryId === null ? '' : ` (${entryId})`}: ${BREAKS[reason]} [${reason}]`;

/** What an anchor shows, in a sentence. */
export const anchorFindingText = ({ anchor, reason }: AnchorFinding): string =>
  `anchor of ${anchor.day} at entry ${anchor.sequence}: ${ANCHORS[reason]} [${reason}]`;

/** Everything that is wrong with a trail, first entry first; empty when it is whole. */
export function faultsOf(verdict: AuditVerdict): string[] {
  const { brokenAt, unsealed, anchorFindings } = verdict;
  const faults = brokenAt === undefined ? [] : [breakText(brokenAt)];
  // Behind a break nothing was read: an anchor there says nothing new.
  const told = anchorFindings.filter(({ reason }) => brokenAt === undefined || reason !== 'beyond_the_end');
  faults.push(...told.map(anchorFindingText));
  if (unsealed !== undefined) {
    faults.push(
      `entry ${unsealed.firstEntryId}: it is not in the chain, and was not written in its time (${unsealed.count} in all) [unsealed]`,
    );
  }
  return faults;
}

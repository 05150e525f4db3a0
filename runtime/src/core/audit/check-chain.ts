import type { SealedLine } from './audit-line.ts';
import { CHAIN_START, payloadHash, sealHash } from './chain.ts';

/** Why a chain is not whole from an entry on. */
export type ChainBreakReason =
  | 'seal_missing'
  | 'entry_missing'
  | 'payload_changed'
  | 'entry_changed'
  | 'order_changed'
  | 'blanked_without_entry';

/** The first entry that is not as it was sealed; `entryId` is the one in that place now, null where there is none. */
export type ChainBreak = { sequence: number; entryId: string | null; reason: ChainBreakReason };

/** The end of what was checked. */
export type ChainEnd = { sequence: number; hash: string };

/** Checks sealed entries as they come, in the order of their sequence. */
export type ChainCheck = {
  /** Takes the next entry, `null` for a seal whose entry is gone; returns the break that it shows, if it does. */
  next(seal: { sequence: number; entryId: string }, line: SealedLine | null): ChainBreak | undefined;
  /**
   * What was blanked and by which entry, among those taken so far, where that entry does not say so. An entry may be
   * blanked by a later one, so this is asked at the end.
   */
  unprovenBlanks(): ChainBreak | undefined;
  end(): ChainEnd;
  blankedCount(): number;
};

/** Starts a check at the beginning of a chain, or after an entry of it whose hash is trusted. */
export function createChainCheck(after: ChainEnd = { sequence: 0, hash: CHAIN_START }): ChainCheck {
  let end = after;
  const blanked = new Map<string, { sequence: number; by: string }>();
  const told = new Map<string, ReadonlySet<string>>();
  return {
    next(seal, line) {
      const at = (reason: ChainBreakReason): ChainBreak => ({
        sequence: end.sequence + 1,
        entryId: reason === 'seal_missing' ? null : seal.entryId,
        reason,
      });
      if (seal.sequence !== end.sequence + 1) return at('seal_missing');
      if (line === null) return at('entry_missing');
      if (line.prevHash !== end.hash) return at('order_changed');
      if (line.blankedBy === null && payloadHash(line.salt, line) !== line.payloadHash) {
        return at('payload_changed');
      }
      if (sealHash(line, line) !== line.hash) return at('entry_changed');
      if (line.blankedBy !== null) {
        if (line.before !== null || line.after !== null || line.reason !== null || line.salt !== null) {
          return at('payload_changed');
        }
        blanked.set(line.id, { sequence: line.sequence, by: line.blankedBy });
      }
      if (line.action === 'audit.blank') told.set(line.id, entryIdsOf(line.after));
      end = { sequence: line.sequence, hash: line.hash };
      return undefined;
    },
    unprovenBlanks() {
      for (const [entryId, { sequence, by }] of blanked) {
        if (told.get(by)?.has(entryId) !== true)
          return { sequence, entryId, reason: 'blanked_without_entry' };
      }
      return undefined;
    },
    end: () => end,
    blankedCount: () => blanked.size,
  };
}

function entryIdsOf(after: string | null): ReadonlySet<string> {
  const told = (after === null ? {} : JSON.parse(after)) as { entryIds?: unknown };
  return new Set(Array.isArray(told.entryIds) ? told.entryIds.map(String) : []);
}

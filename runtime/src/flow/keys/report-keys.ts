import type { FlowDeps } from '../context.ts';
import { countSealed, type SealedCount } from './count-sealed.ts';
import { findOtherProcesses } from './find-other-processes.ts';

/** How a sealing key stands. */
export type KeyReport = {
  /** Null is what was sealed before keys had ids, with whichever key. */
  keyId: string | null;
  /** The first key seals, the others at hand open; an absent one does neither. */
  use: 'seals' | 'opens' | 'absent' | 'unnamed';
  counts: Pick<SealedCount, 'name' | 'count'>[];
  total: number;
  /** True for a key that only opens, has nothing to open, and that no running process of the hub seals with. */
  isRemovable: boolean;
};

/** Counts what stands under each key, those at hand first; unnamed values keep every key in its place. */
export async function reportKeys(deps: FlowDeps): Promise<KeyReport[]> {
  const counts = Map.groupBy(await countSealed(deps), ({ keyId }) => keyId);
  const busy = new Set(await findOtherProcesses(deps));
  const [first, ...others] = deps.secretBox.keyIds;
  const ids = new Set<string | null>([first, ...others, ...counts.keys()]);
  return [...ids].map((keyId) => {
    const own = (counts.get(keyId) ?? []).map(({ name, count }) => ({ name, count }));
    const total = own.reduce((sum, { count }) => sum + count, 0);
    const isOther = keyId !== null && others.includes(keyId);
    return {
      keyId,
      use: useOf(keyId, first, isOther),
      counts: own,
      total,
      isRemovable: isOther && total === 0 && !counts.has(null) && !busy.has(keyId) && !busy.has(null),
    };
  });
}

function useOf(keyId: string | null, first: string, isOther: boolean): KeyReport['use'] {
  if (keyId === null) return 'unnamed';
  if (keyId === first) return 'seals';
  return isOther ? 'opens' : 'absent';
}

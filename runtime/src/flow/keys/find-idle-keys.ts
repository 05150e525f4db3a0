import { AppError } from '../../core/app-error.ts';
import { keyIdOf } from '../../core/secrets/sealed-header.ts';
import type { sealingKeys } from '../../db/schema/index.ts';
import { countSealed, type KeyDeps } from './count-sealed.ts';
import { readSealedRows } from './read-sealed-rows.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';

/** What the key is called that sealed before keys had ids. */
export const UNNAMED_KEY = 'unnamed';

/** So many values of a column are tried: one of them may have been changed by hand. */
const TRIED_MAX = 20;

/**
 * The keys that are known, not at hand, and have nothing sealed under them. Throws `config.invalid` where something is:
 * with the ids, and how many values each has, but for the one that is told to be lost. Counts only when a key is missing,
 * or none is known yet.
 */
export async function findIdleKeys(
  deps: KeyDeps,
  known: readonly (typeof sealingKeys.$inferSelect)[],
  lostKeyId: string | undefined,
): Promise<string[]> {
  const atHand = new Set<string>(deps.secretBox.keyIds);
  const missing = known.filter(({ keyId, retiredAt }) => !atHand.has(keyId) && retiredAt === null);
  if (known.length > 0 && missing.length === 0) return [];
  const givenUp = new Set(known.filter(({ retiredAt }) => retiredAt !== null).map(({ keyId }) => keyId));
  const closed = new Map<string, number>();
  let unnamedCount = 0;
  for (const { keyId, count } of await countSealed(deps)) {
    if (keyId === null) unnamedCount += count;
    else if (!atHand.has(keyId) && !givenUp.has(keyId)) closed.set(keyId, (closed.get(keyId) ?? 0) + count);
  }
  if (unnamedCount > 0 && !(await doUnnamedOpen(deps))) {
    closed.set(UNNAMED_KEY, unnamedCount);
  }
  const idle = missing.map(({ keyId }) => keyId).filter((keyId) => keyId !== lostKeyId);
  if (lostKeyId !== undefined) closed.delete(lostKeyId);
  if (closed.size > 0) throw refusal(closed, deps.secretBox.keyIds);
  return idle;
}

function refusal(closed: ReadonlyMap<string, number>, atHand: readonly string[]): AppError {
  const keys = [...closed].map(([keyId, count]) => `key ${keyId} (${count} values)`).join(', ');
  return new AppError('config.invalid', {
    detail:
      `Stored secrets are sealed with ${keys}, which this hub does not have; it has ${atHand.join(', ')}. ` +
      'Give the key back: in SEIKYU_SECRET_KEY or SEIKYU_OTHER_SECRET_KEYS, or as a line of secret.key in the data folder. ' +
      'See docs/guides/change-the-sealing-key.md.',
  });
}

/** False where values from before keys had ids are tried and no key at hand opens any. */
async function doUnnamedOpen({ database, secretBox }: KeyDeps): Promise<boolean> {
  const organizations = await database.owner<{ id: string }[]>`select id from organizations order by id`;
  let triedCount = 0;
  for (const { id: organizationId } of organizations) {
    for (const column of SEALED_COLUMNS) {
      const rows = await database.inOrganization(organizationId, (tx) =>
        readSealedRows(tx, {
          column,
          organizationId,
          notUnder: secretBox.keyIds[0],
          after: undefined,
          max: TRIED_MAX,
        }),
      );
      const tried = rows.filter(({ sealed }) => keyIdOf(sealed) === undefined);
      triedCount += tried.length;
      const isOpen = tried.some(({ sealed, ids }) => {
        try {
          secretBox.open(sealed, column.placeOf(organizationId, ids));
          return true;
        } catch {
          return false;
        }
      });
      if (isOpen) return true;
    }
  }
  return triedCount === 0;
}

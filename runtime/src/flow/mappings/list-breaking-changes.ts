import { type BreakingChange, compareDefinitions } from '../../core/mapping/compare-definitions.ts';
import { MappingDefinition } from '../../core/mapping/definition.ts';
import type { Tx } from '../../db/open-database.ts';
import { findReplaced } from './find-live.ts';
import type { VersionRow } from './get-version.ts';

/** What a version would break of the live one that it replaces; nothing where none is live. */
export async function listBreakingChanges(tx: Tx, version: VersionRow): Promise<BreakingChange[]> {
  const live = await findReplaced(tx, version);
  if (live === undefined || live.id === version.id) return [];
  return compareDefinitions(
    MappingDefinition.parse(live.definition),
    MappingDefinition.parse(version.definition),
  );
}

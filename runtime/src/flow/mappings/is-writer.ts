import type { Tx } from '../../db/open-database.ts';
import { personBehind } from '../auth/person-behind.ts';
import type { Ctx } from '../context.ts';
import type { VersionRow } from './get-version.ts';
import { loadWriters } from './load-writers.ts';

/** True for whoever wrote in a version, themselves or by a machine's key that they made, and for every such key of theirs. */
export async function isWriter(tx: Tx, { actor }: Ctx, version: VersionRow): Promise<boolean> {
  const { id } = (await personBehind(tx, actor)) ?? actor;
  return (await loadWriters(tx, version)).has(id);
}

import { AppError } from '../../core/app-error.ts';
import type { SegregationRule } from '../../core/approvals/segregation-rules.ts';
import type { Tx } from '../../db/open-database.ts';
import type { Ctx } from '../context.ts';
import { loadSwitchedOff } from '../segregation/load-switched-off.ts';
import type { VersionRow } from './get-version.ts';
import { isWriter } from './is-writer.ts';

/**
 * Who has a say in whether a mapping goes live: nobody who wrote in it, by a program neither. Returns the switched-off
 * rules of segregation that would have refused them. Throws `mapping.review_refused` with the detail.
 */
export async function refuseWriter(
  tx: Tx,
  ctx: Ctx,
  version: VersionRow,
  detail: string,
): Promise<SegregationRule[]> {
  if (!(await isWriter(tx, ctx, version))) return [];
  if ((await loadSwitchedOff(tx)).has('own_mapping')) return ['own_mapping'];
  throw new AppError('mapping.review_refused', { detail });
}

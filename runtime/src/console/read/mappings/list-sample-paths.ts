import { inferFields } from '../../../core/mapping/infer-fields.ts';
import type { Ctx } from '../../../flow/context.ts';
import type { VersionRow } from '../../../flow/mappings/get-version.ts';
import { listSampleRecords } from '../../../flow/mappings/list-sample-records.ts';

/** The paths that the newest stored records of a mapping's object fill, for a picker. */
export async function listSamplePaths(ctx: Ctx, version: VersionRow): Promise<string[]> {
  const samples = await listSampleRecords({ ctx, input: version });
  return inferFields(samples.map(({ payload }) => payload)).map(({ path }) => path);
}

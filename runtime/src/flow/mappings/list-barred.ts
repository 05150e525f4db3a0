import { authorise, type Ctx } from '../context.ts';
import { loadSwitchedOff } from '../segregation/load-switched-off.ts';
import type { VersionRow } from './get-version.ts';
import { isWriter } from './is-writer.ts';

/**
 * The ids of those of these versions that wait for a review or for publication by somebody else, because the viewer
 * wrote in them and the rule of segregation holds.
 */
export async function listBarred({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { versions: readonly VersionRow[] };
}): Promise<ReadonlySet<string>> {
  authorise(ctx, 'read');
  const waiting = input.versions.filter(({ status }) => status === 'in_review' || status === 'reviewed');
  const barred = new Set<string>();
  if (waiting.length === 0) return barred;
  return ctx.deps.database.inOrganization(ctx.organizationId, async (tx) => {
    if ((await loadSwitchedOff(tx)).has('own_mapping')) return barred;
    for (const version of waiting) if (await isWriter(tx, ctx, version)) barred.add(version.id);
    return barred;
  });
}

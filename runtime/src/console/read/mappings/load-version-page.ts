import type { Ctx } from '../../../flow/context.ts';
import type { VersionRow } from '../../../flow/mappings/get-version.ts';
import { listBarred } from '../../../flow/mappings/list-barred.ts';
import { readMapping } from '../../../flow/mappings/read-mapping.ts';
import { readVersion, type VersionView } from '../../../flow/mappings/read-version.ts';
import type { FixtureResult } from '../../../flow/mappings/run-fixtures.ts';
import { runVersionFixtures } from '../../../flow/mappings/run-version-fixtures.ts';
import type { RunRow } from '../../../flow/mappings/runs/get-run.ts';
import { listRuns } from '../../../flow/mappings/runs/read-run.ts';
import { refuseViewer, type VersionRight, versionRights } from './version-rights.ts';

/** Everything that the page of a version shows. */
export type VersionPageData = {
  view: VersionView;
  rights: VersionRight[];
  /** The viewer wrote in it, and it waits for somebody else. */
  isBarred: boolean;
  fixtureResults: FixtureResult[];
  /** Empty for those who may not change mappings. */
  runs: RunRow[];
  /** Every version of the same mapping, newest first. */
  versions: VersionRow[];
};

/** Reads a version for its page; throws `mapping.not_found`. */
export async function loadVersionPage(ctx: Ctx, versionId: string): Promise<VersionPageData> {
  const view = await readVersion({ ctx, input: { versionId } });
  const { version } = view;
  const all = await readMapping({ ctx, input: version });
  const fixtureResults =
    view.fixtures.length === 0 ? [] : await runVersionFixtures({ ctx, input: { versionId } });
  const runs = refuseViewer(ctx) === null ? await listRuns({ ctx, input: { versionId } }) : [];
  const isBarred = (await listBarred({ ctx, input: { versions: [version] } })).has(versionId);
  return {
    view,
    isBarred,
    fixtureResults,
    runs,
    rights: versionRights(ctx, version, {
      hasBreakingChange: view.breaking.some(({ severity }) => severity === 'error'),
      hasFailedFixture: fixtureResults.some(({ isMet }) => !isMet),
      hasDryRun: runs.some(({ kind, state }) => kind === 'dry_run' && state === 'done'),
      isBarred,
    }),
    versions: all.filter(({ connectionId }) => connectionId === version.connectionId),
  };
}

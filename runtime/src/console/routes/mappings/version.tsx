/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { type VersionOutcome, VersionPage } from '../../pages/mappings/version-page.tsx';
import { loadVersionPage } from '../../read/mappings/load-version-page.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

type Shown = { outcome?: VersionOutcome; status?: ContentfulStatusCode };

/** Answers with one version of a mapping as it is now; throws `mapping.not_found`. */
export async function showVersion(
  c: ConsoleContext,
  parts: Console,
  versionId: string,
  { outcome = outcomeOf(c.req.query('done')), status = 200 }: Shown = {},
): Promise<Response> {
  const viewer = viewerOf(c);
  const data = await loadVersionPage(viewer, versionId);
  const ui = uiOf(c, parts, `/mappings/${versionId}`);
  return answerPage(c, <VersionPage ui={ui} viewer={viewer} data={data} outcome={outcome} />, status);
}

/** What the redirect after an action carries, so that loading the page again does nothing. */
function outcomeOf(done: string | undefined): VersionOutcome {
  return done === undefined ? { state: 'none' } : { state: 'done', what: done };
}

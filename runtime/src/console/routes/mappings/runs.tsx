/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { AppError } from '../../../core/app-error.ts';
import { readVersion } from '../../../flow/mappings/read-version.ts';
import { readRun } from '../../../flow/mappings/runs/read-run.ts';
import { resumeRun } from '../../../flow/mappings/runs/resume-run.ts';
import { startBackfill, startDryRun } from '../../../flow/mappings/runs/start-run.ts';
import { stopRun } from '../../../flow/mappings/runs/stop-run.ts';
import { statusOf } from '../../answer-error.tsx';
import { answerPage } from '../../answer-page.ts';
import type { Console, ConsoleContext } from '../../console-env.ts';
import { RunPage } from '../../pages/mappings/run-page.tsx';
import { StartRunPage } from '../../pages/mappings/start-run-page.tsx';
import { fieldErrors } from '../../read/field-errors.ts';
import { listSamplePaths } from '../../read/mappings/list-sample-paths.ts';
import { readRunFilter } from '../../read/mappings/read-run-filter.ts';
import { type FormValues, readForm } from '../../read/read-form.ts';
import { uiOf } from '../../ui-of.ts';
import { viewerOf } from '../../viewer-of.ts';

type RunKind = 'dry_run' | 'backfill';
type Shown = { values?: FormValues; fields?: Record<string, string>; error?: AppError };

/** Answers with the form that begins a run of a version; throws `mapping.not_found`. */
export async function showStartRun(
  c: ConsoleContext,
  parts: Console,
  { versionId, kind }: { versionId: string; kind: RunKind },
  { values = {}, fields = {}, error }: Shown = {},
): Promise<Response> {
  const ctx = viewerOf(c);
  const { version } = await readVersion({ ctx, input: { versionId } });
  const paths = await listSamplePaths(ctx, version);
  const status = error === undefined ? (Object.keys(fields).length === 0 ? 200 : 422) : statusOf(error);
  return answerPage(
    c,
    <StartRunPage
      ui={uiOf(c, parts)}
      version={version}
      kind={kind}
      paths={paths}
      values={values}
      fields={fields}
      error={error}
    />,
    status,
  );
}

/** Begins a run and goes to its page; a refusal shows the form again with what was typed. */
export async function startRun(
  c: ConsoleContext,
  parts: Console,
  asked: { versionId: string; kind: RunKind },
): Promise<Response> {
  const { values } = await readForm(c);
  const filter = readRunFilter(values);
  if (!filter.success) {
    const fields = fieldErrors(filter.error, values, uiOf(c, parts).texts);
    return showStartRun(c, parts, asked, { values, fields });
  }
  const start = asked.kind === 'dry_run' ? startDryRun : startBackfill;
  try {
    const input = { versionId: asked.versionId, filter: filter.data };
    const { runId } = await start({ ctx: viewerOf(c), input });
    return c.redirect(`/mappings/runs/${runId}`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'mapping.not_found') throw error;
    return showStartRun(c, parts, asked, { values, error });
  }
}

/** Answers with what a run found so far; throws `mapping.not_found`. */
export async function showRun(c: ConsoleContext, parts: Console, runId: string): Promise<Response> {
  const ctx = viewerOf(c);
  const after = c.req.query('after');
  const found = await readRun({ ctx, input: { runId, ...(after === undefined ? {} : { after }) } });
  const { version } = await readVersion({ ctx, input: { versionId: found.run.versionId } });
  return answerPage(
    c,
    <RunPage
      ui={uiOf(c, parts)}
      version={version}
      run={found.run}
      records={found.records}
      next={found.next}
    />,
  );
}

/** Stops a run, or goes on with a backfill, and goes back to its page. */
export async function steerRun(
  c: ConsoleContext,
  { runId, how }: { runId: string; how: 'stop' | 'resume' },
): Promise<Response> {
  const steer = how === 'stop' ? stopRun : resumeRun;
  await steer({ ctx: viewerOf(c), input: { runId } });
  return c.redirect(`/mappings/runs/${runId}`, 303);
}

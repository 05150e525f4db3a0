/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RunRow } from '../../../flow/mappings/runs/get-run.ts';
import { quantityText } from '../../format/quantity-text.ts';
import { errorText } from '../../texts/error-text.ts';
import type { Ui } from '../../ui.ts';
import { Instant } from '../instant.tsx';
import { ZONE } from './zone.ts';

/** How far a run came, who began it, and the button that stops it or goes on with it. */
export function RunProgress({ ui, run, mayAct }: { ui: Ui; run: RunRow; mayAct: boolean }) {
  const texts = ui.texts.mappings.runs;
  const [done, total] = [quantityText(String(run.doneCount)), quantityText(String(run.totalCount))];
  const isGoing = run.state === 'running' || run.state === 'stopping';
  const isResumable = run.kind === 'backfill' && (run.state === 'stopped' || run.state === 'failed');
  return (
    <section class="block run" aria-labelledby="title-run">
      <div class="block-head">
        <h2 id="title-run">{texts.states[run.state]}</h2>
        {isGoing && mayAct && run.state === 'running' ? (
          <RunButton label={texts.stop} action={`/mappings/runs/${run.id}/stop`} />
        ) : null}
        {isResumable && mayAct ? (
          <RunButton label={texts.resume} action={`/mappings/runs/${run.id}/resume`} />
        ) : null}
      </div>
      {isGoing ? (
        <progress
          class="progress"
          max={Math.max(1, run.totalCount)}
          value={run.doneCount}
          aria-label={texts.states[run.state]}
        ></progress>
      ) : null}
      <p role="status">{texts.progress(done, total)}</p>
      {run.failure === null ? null : (
        <p class="late">
          {errorText(run.failure.code, ui.locale)} <span lang="en">{run.failure.detail}</span>
        </p>
      )}
      <p class="meta">
        <Instant
          ui={ui}
          at={run.startedAt}
          zone={ZONE}
          sentence={(time) => texts.startedBy(run.startedBy.name, time)}
        />
        {run.finishedAt === null ? null : (
          <Instant ui={ui} at={run.finishedAt} zone={ZONE} sentence={texts.endedAt} />
        )}
      </p>
    </section>
  );
}

function RunButton({ label, action }: { label: string; action: string }) {
  return (
    <form method="post" action={action}>
      <button class="button" type="submit">
        {label}
      </button>
    </form>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ReplayRunView } from '../../flow/read/list-replay-runs.ts';
import { quantityText } from '../format/quantity-text.ts';
import { errorText } from '../texts/error-text.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';

/** How far the replays of whole kinds came; they go on when the page is left. */
export function ReplayProgress({ ui, runs }: { ui: Ui; runs: readonly ReplayRunView[] }) {
  if (runs.length === 0) return null;
  const texts = ui.texts.deadLetters.runs;
  return (
    <section class="block" aria-labelledby="title-runs">
      <h2 id="title-runs">{texts.title}</h2>
      <ul class="plain runs">
        {runs.map((run) => {
          const name = nameOf(ui.texts.stages, run.stage);
          const [done, total] = [quantityText(String(run.done)), quantityText(String(run.total))];
          return (
            <li class="run">
              <p>
                <strong>{name}</strong> <span class="muted">{errorText(run.code, ui.locale)}</span>
              </p>
              <progress class="progress" max={run.total} value={run.done} aria-label={name}></progress>
              <p class="meta">
                <span>{run.isRunning ? texts.running(done, total) : texts.done(done)}</span>
                {run.refused === 0 ? null : <span>{texts.refused(quantityText(String(run.refused)))}</span>}
                <Instant
                  ui={ui}
                  at={run.startedAt}
                  zone="UTC"
                  sentence={(time) => texts.startedBy(run.startedBy, time)}
                />
              </p>
            </li>
          );
        })}
      </ul>
      {runs.some(({ isRunning }) => isRunning) ? <p class="muted">{texts.goesOn}</p> : null}
    </section>
  );
}

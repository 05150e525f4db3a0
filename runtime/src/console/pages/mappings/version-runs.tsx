/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RunRow } from '../../../flow/mappings/runs/get-run.ts';
import { quantityText } from '../../format/quantity-text.ts';
import { Instant } from '../../parts/instant.tsx';
import { RunMoney } from '../../parts/mappings/run-money.tsx';
import { RunPicture } from '../../parts/mappings/run-picture.tsx';
import { ZONE } from '../../parts/mappings/zone.ts';
import type { VersionPageData } from '../../read/mappings/load-version-page.ts';
import type { Ui } from '../../ui.ts';

/** What trying the version on stored records found, the newest in full, for its reviewer as for its author. */
export function VersionRuns({ ui, data }: { ui: Ui; data: VersionPageData }) {
  const texts = ui.texts.mappings.runs;
  const { runs } = data;
  const latest = runs.find(({ kind, state }) => kind === 'dry_run' && state === 'done');
  const isTryable = data.rights.some(({ action }) => action === 'tryOut');
  if (runs.length === 0 && !isTryable) return null;
  return (
    <section class="block" aria-labelledby="title-runs">
      <h2 id="title-runs">{texts.title}</h2>
      {latest === undefined ? (
        <p class="muted">{texts.none}</p>
      ) : (
        <div class="run-latest">
          <RunPicture ui={ui} summary={latest.summary} />
          <div>
            <RunMoney ui={ui} summary={latest.summary} />
          </div>
        </div>
      )}
      {runs.length === 0 ? null : (
        <ul class="map-versions">
          {runs.map((run) => (
            <RunLine ui={ui} run={run} />
          ))}
        </ul>
      )}
    </section>
  );
}

function RunLine({ ui, run }: { ui: Ui; run: RunRow }) {
  const texts = ui.texts.mappings.runs;
  const [done, total] = [quantityText(String(run.doneCount)), quantityText(String(run.totalCount))];
  return (
    <li>
      <a href={`/mappings/runs/${run.id}`}>{texts.titles[run.kind]}</a>
      <span class="chip">{texts.states[run.state]}</span>
      <span class="meta">
        <span>{texts.progress(done, total)}</span>
        <Instant
          ui={ui}
          at={run.startedAt}
          zone={ZONE}
          sentence={(time) => texts.startedBy(run.startedBy.name, time)}
        />
      </span>
    </li>
  );
}

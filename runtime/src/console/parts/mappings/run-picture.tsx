/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RecordOutcome, RunSummary } from '../../../core/mapping/runs/run-summary.ts';
import { quantityText } from '../../format/quantity-text.ts';
import type { Ui } from '../../ui.ts';

/** In the order in which people want to know. */
const OUTCOMES: readonly RecordOutcome[] = [
  'changed',
  'refused',
  'accepted',
  'invoiced',
  'unchanged',
  'refused_still',
  'passed_over',
];

/** A sliver stays visible beside a thousand others. */
const BAR_MIN_PERCENT = 0.6;

/** What became of the records of a run, as bars with their counts. */
export function RunPicture({ ui, summary }: { ui: Ui; summary: RunSummary }) {
  const texts = ui.texts.mappings.runs;
  const shown = OUTCOMES.filter((outcome) => summary.outcomes[outcome] > 0);
  const most = Math.max(1, ...shown.map((outcome) => summary.outcomes[outcome]));
  return (
    <ul class="run-bars">
      {shown.map((outcome) => {
        const count = summary.outcomes[outcome];
        const percent = Math.max(BAR_MIN_PERCENT, (count * 100) / most);
        return (
          <li>
            <span class="run-bar-name">{texts.outcomes[outcome]}</span>
            <svg class="run-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect class="run-bar-ground" x="0" y="0" width="100" height="10" />
              <rect class={`run-bar-${outcome}`} x="0" y="0" width={percent.toFixed(2)} height="10" />
            </svg>
            <span class="run-bar-count">{quantityText(String(count))}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RunSummary } from '../../../core/mapping/runs/run-summary.ts';
import { quantityText } from '../../format/quantity-text.ts';
import type { Ui } from '../../ui.ts';

/** Which fields differ, and in how many records. */
export function RunFields({ ui, summary }: { ui: Ui; summary: RunSummary }) {
  const fields = Object.entries(summary.fields).toSorted(([, left], [, right]) => right - left);
  if (fields.length === 0) return null;
  const texts = ui.texts.mappings.runs;
  return (
    <section class="block" aria-labelledby="title-fields">
      <h2 id="title-fields">{texts.fieldsTitle}</h2>
      <ul class="run-fields">
        {fields.map(([path, count]) => (
          <li>
            <span class="mono">{path}</span>{' '}
            <span class="muted">{texts.inRecords(quantityText(String(count)))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

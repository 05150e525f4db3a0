/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { FieldRow } from '../../../core/mapping/definition.ts';
import type { Ui } from '../../ui.ts';
import { describeRow } from './describe-row.ts';

/** A row as people read it: source → target, and below it what happens on the way. */
export function RowWords({ ui, row }: { ui: Ui; row: FieldRow }) {
  const { to, from, isFixed, how } = describeRow(ui, row);
  return (
    <div class="map-row-words">
      <p class="map-way">
        <span class={isFixed ? undefined : 'mono'}>{from}</span> <span aria-hidden="true">→</span>
        <span class="unseen">{ui.texts.mappings.row.becomes}</span> <span class="mono strong">{to}</span>
      </p>
      {how.length === 0 ? null : (
        <p class="tags">
          {how.map((step) => (
            <span class="tag">{step}</span>
          ))}
        </p>
      )}
    </div>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ValueChange } from '../../../core/mapping/runs/diff-records.ts';
import type { Ui } from '../../ui.ts';
import { valueText } from './value-text.ts';

type ChangesProps = { ui: Ui; changes: readonly ValueChange[]; before?: string; after?: string };

/** Values of a record side by side; the headings are before and after unless others are given. */
export function ValueChanges({ ui, changes, ...headings }: ChangesProps) {
  const texts = ui.texts.mappings.changes;
  const { before = texts.before, after = texts.after } = headings;
  return (
    <table class="grid grid-cards map-values">
      <thead>
        <tr>
          <th scope="col">{texts.field}</th>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr>
            <th scope="row" class="mono">
              {change.path}
            </th>
            <td data-label={before}>
              <span class="map-old">{valueText(change.before)}</span>
            </td>
            <td data-label={after}>
              <span class="map-new">{valueText(change.after)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

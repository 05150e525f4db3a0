/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { isJsonObject, type JsonValue } from '../../../core/json.ts';
import type { JsonDifference } from '../../../core/json-differences.ts';
import { pointerText } from '../../format/pointer-text.ts';
import type { Ui } from '../../ui.ts';

/** What a correction would change, value by value. */
export function CorrectionChanges({ ui, differences }: { ui: Ui; differences: readonly JsonDifference[] }) {
  const texts = ui.texts.correction;
  return (
    <section class="block" aria-labelledby="title-changes">
      <h2 id="title-changes">{texts.changes}</h2>
      {differences.length === 0 ? (
        <p class="muted">{texts.nothing}</p>
      ) : (
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{texts.field}</th>
              <th scope="col">{texts.before}</th>
              <th scope="col">{texts.after}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ place, before, after }) => (
              <tr>
                <th scope="row">{placeText(ui, place)}</th>
                <td data-label={texts.before}>{valueText(ui, before)}</td>
                <td data-label={texts.after}>{valueText(ui, after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** A recipient that comes or goes as a whole has no field of its own. */
function placeText({ texts }: Ui, place: JsonDifference['place']): string {
  return place.length === 2 && place[0] === 'recipients'
    ? texts.lineage.rooms.recipients
    : pointerText(`/${place.join('/')}`, texts.lineage);
}

function valueText({ texts }: Ui, value: JsonValue | undefined): string {
  if (isJsonObject(value)) return [value['name'], value['email']].filter(Boolean).join(' · ');
  return value === undefined || value === '' ? texts.correction.empty : String(value);
}

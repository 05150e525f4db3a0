/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { VersionView } from '../../../flow/mappings/read-version.ts';
import { RowWords } from '../../parts/mappings/row-words.tsx';
import { ScriptDiff } from '../../parts/mappings/script-diff.tsx';
import type { Ui } from '../../ui.ts';

/** What the version does differently from the live one, what that would break, and what is probably a slip. */
export function VersionChanges({ ui, view }: { ui: Ui; view: VersionView }) {
  const { replaces, version } = view;
  const texts = ui.texts.mappings.changes;
  const isPast = version.status === 'retired' || version.status === 'discarded';
  if (version.status === 'published' && view.warnings.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-changes">
      <h2 id="title-changes">{replaces === null ? texts.first : texts.title(String(replaces.version))}</h2>
      <Notes ui={ui} view={view} isPast={isPast} />
      <Rows ui={ui} view={view} />
      {replaces === null || (replaces.script ?? '') === (version.script ?? '') ? null : (
        <ScriptDiff ui={ui} before={replaces.script ?? ''} after={version.script ?? ''} />
      )}
    </section>
  );
}

function Notes({ ui, view, isPast }: { ui: Ui; view: VersionView; isPast: boolean }) {
  const texts = ui.texts.mappings.changes;
  const notes = [
    ...(isPast
      ? []
      : view.breaking.map(({ texts: said, severity }) => ({ said, isHard: severity === 'error' }))),
    ...view.warnings.map(({ texts: said }) => ({ said, isHard: false })),
  ];
  if (notes.length === 0) return null;
  return (
    <ul class="map-notes">
      {notes.map(({ said, isHard }) => (
        <li>
          <span class={`chip tone-${isHard ? 'red' : 'amber'}`}>{isHard ? texts.breaks : texts.warns}</span>{' '}
          {said[ui.locale]}
        </li>
      ))}
    </ul>
  );
}

function Rows({ ui, view: { diff, replaces, version } }: { ui: Ui; view: VersionView }) {
  const texts = ui.texts.mappings.changes;
  if (diff === null) return null;
  const rows = [
    ...diff.changed.map(({ before, after }) => ({ kind: 'changed' as const, before, after, at: after.row })),
    ...diff.added.map((after) => ({ kind: 'added' as const, before: undefined, after, at: after.row })),
    ...diff.removed.map((before) => ({ kind: 'removed' as const, before, after: undefined, at: before.row })),
  ].toSorted((left, right) => left.at - right.at);
  const isScriptSame = (replaces?.script ?? '') === (version.script ?? '');
  if (rows.length === 0 && !diff.isReordered && isScriptSame) return <p class="muted">{texts.none}</p>;
  return (
    <>
      {rows.length === 0 ? null : (
        <table class="grid grid-cards map-diff">
          <thead>
            <tr>
              <th scope="col">{texts.kind}</th>
              <th scope="col">{texts.before}</th>
              <th scope="col">{texts.after}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ kind, before, after }) => (
              <tr>
                <td>
                  <span class={`chip tone-${TONES[kind]}`}>{texts.kinds[kind]}</span>
                </td>
                <td data-label={texts.before}>
                  {before === undefined ? '–' : <RowWords ui={ui} row={before.field} />}
                </td>
                <td data-label={texts.after}>
                  {after === undefined ? '–' : <RowWords ui={ui} row={after.field} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {diff.isReordered ? <p class="muted">{texts.reordered}</p> : null}
    </>
  );
}

const TONES = { changed: 'blue', added: 'green', removed: 'red' } as const;

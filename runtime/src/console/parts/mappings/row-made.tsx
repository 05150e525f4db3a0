/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ErrorDetail } from '../../../core/app-error.ts';
import type { TracedWrite } from '../../../core/mapping/row-plan.ts';
import type { RowPreview } from '../../read/mappings/preview-draft.ts';
import { mappingReasonJa } from '../../texts/mapping-reasons-ja.ts';
import type { Ui } from '../../ui.ts';
import { valueText } from './value-text.ts';

/** Of a list so many values are shown. */
const SHOWN_MAX = 2;

/** What a row makes of the record that is tried: the value as it is there, and as it becomes. */
export function RowMade({ ui, preview }: { ui: Ui; preview: RowPreview | undefined }) {
  const texts = ui.texts.mappings.editor;
  if (preview === undefined) return null;
  const { writes, problems, doubts } = preview;
  const more = writes.length - SHOWN_MAX;
  return (
    <>
      {writes.slice(0, SHOWN_MAX).map((write) => (
        <p class="edit-value">
          <Source ui={ui} write={write} /> <span aria-hidden="true">→</span>
          <span class="unseen">{ui.texts.mappings.row.becomes}</span>{' '}
          <span class="mono strong">{valueText(write.value)}</span>
        </p>
      ))}
      {more > 0 ? <p class="muted edit-value">{texts.moreValues(String(more))}</p> : null}
      {writes.length === 0 && problems.length === 0 ? <p class="muted edit-value">{texts.nothing}</p> : null}
      {problems.map((problem) => (
        <Problem ui={ui} problem={problem} />
      ))}
      {doubts.map((doubt) => (
        <p class="edit-doubt">{doubt[ui.locale]}</p>
      ))}
    </>
  );
}

/** In the page's language where its text is known, else as it came. */
function Problem({ ui: { locale }, problem }: { ui: Ui; problem: ErrorDetail }) {
  const known = locale === 'ja' ? mappingReasonJa(problem.detail) : undefined;
  const said = problem.texts?.[locale] ?? known;
  return said === undefined ? (
    <p class="field-error" lang="en">
      {problem.detail}
    </p>
  ) : (
    <p class="field-error">{said}</p>
  );
}

function Source({ ui, write }: { ui: Ui; write: TracedWrite }) {
  const texts = ui.texts.mappings.editor;
  if (write.how === 'const') return <span class="muted">{texts.always}</span>;
  if (write.how === 'default') return <span class="muted">{texts.empty}</span>;
  if (write.how === 'expression') return <span class="muted">{texts.computed}</span>;
  return <span class="mono">{write.reads.map(({ value }) => valueText(value)).join(' + ')}</span>;
}

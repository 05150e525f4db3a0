/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DraftPreview } from '../../read/mappings/preview-draft.ts';
import { refusalText } from '../../texts/refusal-text.ts';
import type { Ui } from '../../ui.ts';

/** In a sentence: whether the record is accepted by the draft as it is typed. */
export function verdictText(
  { texts }: Ui,
  { isTried, record, rows, findings, scriptFindings }: DraftPreview,
): string {
  const words = texts.mappings.editor;
  const inRows = [...rows.values()].reduce((sum, row) => sum + row.problems.length, 0);
  const problems = findings.length + scriptFindings.length + inRows;
  if (problems > 0) return words.refused(String(problems));
  if (!isTried) return words.noRecord;
  return record === null ? words.refused('1') : words.accepted;
}

/** The record as it becomes, what is wrong with it, and what is wrong with the script. */
export function EditorResult({ ui, preview }: { ui: Ui; preview: DraftPreview }) {
  const texts = ui.texts.mappings.editor;
  const { findings, scriptFindings, record } = preview;
  return (
    <>
      {findings.length === 0 && scriptFindings.length === 0 ? null : (
        <ul class="wrong-list edit-findings">
          {scriptFindings.map(({ line, column, detail }) => (
            <li data-line={String(line)} data-column={String(column)}>
              {texts.scriptAt(String(line), String(column))} <span lang="en">{detail}</span>
            </li>
          ))}
          {findings.map((finding) => (
            <li>
              <span class="mono">{finding.pointer}</span> {refusalText(finding, ui.texts, ui.locale)}
            </li>
          ))}
        </ul>
      )}
      {record === null ? null : (
        <pre class="code edit-record" tabindex={0}>
          {JSON.stringify(record, null, 2)}
        </pre>
      )}
    </>
  );
}

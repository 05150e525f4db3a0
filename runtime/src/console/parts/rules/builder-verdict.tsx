/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DraftVerdict } from '../../read/rules/load-builder.ts';
import type { Ui } from '../../ui.ts';
import { warningText } from './warning-text.ts';

/** What is wrong with the rules as typed, and what in them is probably a slip. */
export function BuilderVerdict({ ui, verdict }: { ui: Ui; verdict: DraftVerdict }) {
  const texts = ui.texts.rules;
  const { problems, warnings } = verdict;
  return (
    <>
      <p class="edit-verdict">
        {problems.length === 0 ? texts.editor.fine : texts.editor.problems(String(problems.length))}
      </p>
      <ul class="wrong-list">
        {problems.map(({ pointer, detail }) => (
          <li>
            <code>{pointer}</code> {detail}
          </li>
        ))}
      </ul>
      {warnings.length === 0 ? null : (
        <>
          <h3>{texts.warnings}</h3>
          <ul class="map-notes">
            {warnings.map((warning) => (
              <li>{warningText(ui, warning, verdict.currency)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

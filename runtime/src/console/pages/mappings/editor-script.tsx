/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DraftPreview } from '../../read/mappings/preview-draft.ts';
import type { Ui } from '../../ui.ts';

type ScriptProps = {
  ui: Ui;
  script: string;
  findings: DraftPreview['scriptFindings'];
  codeEditorPath: string;
};

/** The script of a draft: a field of text, and an editor of code where scripts run. */
export function EditorScript({ ui, script, findings, codeEditorPath }: ScriptProps) {
  const texts = ui.texts.mappings;
  return (
    <details class="block edit-script" open={script !== '' || findings.length > 0}>
      <summary>{texts.script.show}</summary>
      <p class="muted">{texts.script.lead}</p>
      <textarea
        class="input mono"
        name="script"
        rows={14}
        data-code={codeEditorPath}
        spellcheck={false}
        autocapitalize="off"
        aria-label={texts.script.show}
      >
        {script}
      </textarea>
    </details>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { TextArea } from '../../parts/form/text-area.tsx';
import { EditorResult, verdictText } from '../../parts/mappings/editor-result.tsx';
import { EditorRow } from '../../parts/mappings/editor-row.tsx';
import { EditorSample } from '../../parts/mappings/editor-sample.tsx';
import type { EditorData } from '../../read/mappings/load-editor.ts';
import type { Ui } from '../../ui.ts';
import { EditorScript } from './editor-script.tsx';

/** Longest reason of a change, in characters. */
const REASON_MAX_CHARS = 500;

type EditorFormProps = { ui: Ui; data: EditorData; codeEditorPath: string };

/** The form of a draft. Its buttons but Save store nothing; without scripts each answers with the whole page. */
export function EditorForm({ ui, data, codeEditorPath }: EditorFormProps) {
  const { draft, preview, view } = data;
  const texts = ui.texts.mappings.editor;
  const address = `/mappings/${view.version.id}`;
  return (
    <form
      class="edit"
      id="editor"
      method="post"
      action={`${address}/edit`}
      enctype="multipart/form-data"
      autocomplete="off"
      hx-encoding="multipart/form-data"
      hx-target="#editor"
      hx-select="#editor"
      hx-swap="outerHTML"
    >
      <input type="hidden" name="revision" value={String(draft.revision)} />
      {/* The first button of a form is the one that Enter presses: it saves. */}
      <button class="unseen" type="submit" name="do" value="save" tabindex={-1}>
        {texts.save}
      </button>
      <div
        hidden
        hx-post={`${address}/preview`}
        hx-trigger="input delay:400ms from:#editor, change delay:400ms from:#editor"
        hx-target="#result"
        hx-select="unset"
        hx-swap="innerHTML"
        hx-sync="this:replace"
      ></div>
      <div class="edit-rows">
        <EditorSample ui={ui} data={data} />
        {draft.rows.map((row, at) => (
          <EditorRow
            ui={ui}
            row={row}
            number={at + 1}
            isFirst={at === 0}
            isLast={at === draft.rows.length - 1}
            preview={preview.rows.get(row.key)}
            hasFocus={row.key === data.focusKey}
          />
        ))}
        <button class="button edit-add-row" type="submit" name="do" value="add" formnovalidate hx-post="">
          {texts.addRow}
        </button>
        <EditorScript
          ui={ui}
          script={draft.script}
          findings={preview.scriptFindings}
          codeEditorPath={codeEditorPath}
        />
        <TextArea
          ui={ui}
          name="reason"
          label={ui.texts.mappings.whyChanged}
          help={ui.texts.mappings.whyHelp}
          value={draft.reason}
          rows={2}
          maxlength={REASON_MAX_CHARS}
        />
        <a class="button edit-jump" href="#title-result">
          <span aria-hidden="true">↓</span> {texts.result}
        </a>
      </div>
      <aside class="edit-side" aria-labelledby="title-result">
        <div class="actions">
          <button class="button button-main" type="submit" name="do" value="save">
            {texts.save}
          </button>
          <a class="button button-quiet" href={`${address}/edit`}>
            {texts.undo}
          </a>
        </div>
        <h2 id="title-result">{texts.result}</h2>
        <p id="verdict" role="status" class="edit-verdict">
          {verdictText(ui, preview)}
        </p>
        <div id="result">
          <EditorResult ui={ui} preview={preview} />
        </div>
        {preview.record === null || draft.recordId === '' ? null : (
          <button class="button button-small" type="submit" name="do" value="keep">
            {texts.keep}
          </button>
        )}
      </aside>
    </form>
  );
}

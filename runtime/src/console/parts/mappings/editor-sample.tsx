/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { EditorData } from '../../read/mappings/load-editor.ts';
import type { Ui } from '../../ui.ts';

/** The stored record that the draft is tried on: one of the newest, or any by the id that its system gave it. */
export function EditorSample({ ui, data }: { ui: Ui; data: EditorData }) {
  const texts = ui.texts.mappings.editor;
  const { samples, draft } = data;
  if (samples.length === 0) return <p class="advice advice-calm">{texts.noSamples}</p>;
  return (
    <div class="edit-sample">
      <label class="edit-argument">
        <span>{texts.sample}</span>
        <select class="input" name="record">
          {samples.map(({ id, label }) => (
            <option value={id} selected={id === draft.recordId}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label class="edit-argument">
        <span>{texts.find}</span>
        <input class="input mono" name="find" value="" autocomplete="off" maxlength={200} />
      </label>
      <button class="button button-small" type="submit" name="do" value="find" formnovalidate hx-post="">
        {texts.findGo}
      </button>
      {data.isSampleMissing ? (
        <p class="field-error" role="alert">
          {texts.notFound}
        </p>
      ) : null}
    </div>
  );
}

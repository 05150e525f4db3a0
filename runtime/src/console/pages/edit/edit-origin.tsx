/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { EditableField } from '../../../flow/bill/read-editable.ts';
import { choiceName, fieldText } from '../../read/edit-form.ts';
import type { Ui } from '../../ui.ts';

/** What the source says of a field that was edited, and the way back to it; where both are new, the choice. */
export function EditOrigin({ ui, field, label }: { ui: Ui; field: EditableField; label: string }) {
  if (!field.isEdited) return null;
  const texts = ui.texts.edit;
  const said = fieldText({ ...field, value: field.source });
  const isListPrice = field.name.endsWith('.unitPrice') && said === '';
  const source = isListPrice ? texts.listPrice : said === '' ? texts.nothing : said;
  const name = choiceName(field.name);
  return (
    <div class={field.isConflict ? 'edit-origin edit-conflict' : 'edit-origin'}>
      <span>{field.isConflict ? texts.sourceNow(source) : texts.source(source)}</span>
      {field.isConflict ? (
        <select class="input" name={name} aria-label={`${label}: ${texts.choice.later}`}>
          <option value="">{texts.choice.later}</option>
          <option value="edit">{texts.choice.edit}</option>
          <option value="source">{texts.choice.source}</option>
        </select>
      ) : (
        <label class="choice">
          <input type="checkbox" name={name} value="source" aria-label={`${label}: ${texts.takeSource}`} />
          <span class="choice-text">{texts.takeSource}</span>
        </label>
      )}
    </div>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Select } from '../../parts/form/select.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { recipientLines } from '../../read/correction-form.ts';
import type { CorrectionPartProps } from './correction-page.tsx';

/** Who gets the document by mail, with a line more to add somebody. */
export function CorrectionRecipients({ ui, document, values, fields }: CorrectionPartProps) {
  const texts = ui.texts.correction;
  const labels = ui.texts.lineage.fields;
  return (
    <fieldset class="group">
      <legend>{texts.recipients}</legend>
      <p class="hint">{texts.recipientsHelp}</p>
      {[...Array(recipientLines(document)).keys()].map((line) => {
        const of = (field: 'name' | 'email' | 'role' | 'locale') => {
          const name = `recipients.${line}.${field}`;
          const label = texts.ofRecipient(labels[field], String(line + 1));
          return { ui, name, label, value: values[name], error: fields[name], hasOptionalMark: false };
        };
        return (
          <div class="form-grid">
            <TextField {...of('name')} maxlength={200} />
            <TextField {...of('email')} type="email" maxlength={200} />
            <Select {...of('role')} choices={choicesOf(texts.roles)} />
            <Select
              {...of('locale')}
              value={values[`recipients.${line}.locale`] ?? document.locale}
              choices={choicesOf(texts.locales)}
            />
          </div>
        );
      })}
    </fieldset>
  );
}

const choicesOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

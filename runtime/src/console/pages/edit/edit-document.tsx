/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Editable, EditableField } from '../../../flow/bill/read-editable.ts';
import { TextArea } from '../../parts/form/text-area.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { fieldText } from '../../read/edit-form.ts';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { EditOrigin } from './edit-origin.tsx';

type EditDocumentProps = {
  ui: Ui;
  editable: Editable;
  values: FormValues;
  fields: Readonly<Record<string, string>>;
};

const NAMES = ['purchaseOrder', 'terms', 'recipients', 'notes'] as const;
type Name = (typeof NAMES)[number];

/** The fields of the document around its lines; those that it does not have are left out. */
export function EditDocument({ ui, editable, values, fields }: EditDocumentProps) {
  const texts = ui.texts.edit;
  return (
    <section class="block stack" aria-labelledby="title-document">
      <h2 id="title-document">{texts.document}</h2>
      {NAMES.flatMap((name) => {
        const field = editable.fields.find((each) => each.name === name);
        if (field === undefined) return [];
        return [
          <div>
            <Control ui={ui} name={name} field={field} typed={values[name]} error={fields[name]} />
            <EditOrigin ui={ui} field={field} label={texts.fields[name]} />
          </div>,
        ];
      })}
    </section>
  );
}

type ControlProps = {
  ui: Ui;
  name: Name;
  field: EditableField;
  typed: string | undefined;
  error: string | undefined;
};

function Control({ ui, name, field, typed, error }: ControlProps) {
  const { fields, help } = ui.texts.edit;
  const common = { ui, name, label: fields[name], help: help[name], value: typed ?? fieldText(field), error };
  if (name === 'recipients' || name === 'notes') return <TextArea {...common} rows={3} />;
  const isTerms = name === 'terms';
  return <TextField {...common} isRequired={isTerms} maxlength={isTerms ? 40 : 100} autocomplete="off" />;
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Select } from '../../parts/form/select.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import {
  ADDED_DEFAULTS,
  ADDED_ROWS,
  type AddedField,
  addedName,
  addedRows,
  readAddedRows,
} from '../../read/added-rows.ts';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';

type AddLinesProps = { ui: Ui; values: FormValues; fields: Readonly<Record<string, string>> };

/** Rows for lines that the deal does not have; folded until somebody adds one. */
export function AddLines({ ui, values, fields }: AddLinesProps) {
  const texts = ui.texts.edit.add;
  const rows = addedRows(values);
  const isOpen = rows > 1 || readAddedRows(values).length > 0;
  return (
    <details class="block" open={isOpen}>
      <summary>{texts.title}</summary>
      <p class="hint">{texts.help}</p>
      <input type="hidden" name={ADDED_ROWS} value={String(rows)} />
      {Array.from({ length: rows }, (_none, row) => (
        <NewLine ui={ui} row={row} hasFocus={row > 0 && row === rows - 1} values={values} fields={fields} />
      ))}
      <button class="button button-small" type="submit" name="do" value="add-line" formnovalidate>
        {texts.another}
      </button>
    </details>
  );
}

type NewLineProps = AddLinesProps & { row: number; hasFocus: boolean };

function NewLine({ ui, row, hasFocus, values, fields }: NewLineProps) {
  const texts = ui.texts.edit.add;
  const common = (field: AddedField) => {
    const name = addedName(row, field);
    const value = values[name] ?? ADDED_DEFAULTS[field] ?? '';
    return { ui, name, label: texts.fields[field], value, error: fields[name], hasOptionalMark: false };
  };
  const { taxClasses } = ui.texts.setUp.entity;
  const classes = (['standard', 'reduced', 'exempt'] as const).map((value) => ({
    value,
    label: taxClasses[value],
  }));
  const figure = { inputmode: 'decimal', maxlength: 32, autocomplete: 'off' } as const;
  return (
    <fieldset class="added-line">
      <legend>{texts.legend(row + 1)}</legend>
      <div class="form-grid">
        <TextField {...common('name')} maxlength={300} autocomplete="off" hasFocus={hasFocus} />
        <TextField {...common('sku')} maxlength={200} autocomplete="off" />
        <TextField {...common('quantity')} {...figure} />
        <TextField {...common('unit')} maxlength={10} autocomplete="off" placeholder="EA" />
        <TextField {...common('unitPrice')} {...figure} />
        <TextField
          {...common('discount')}
          maxlength={32}
          autocomplete="off"
          placeholder={ui.texts.edit.discountExample}
        />
        <Select {...common('taxClass')} choices={classes} />
        <TextArea {...common('description')} rows={2} maxlength={1000} />
      </div>
    </fieldset>
  );
}

/** The labels of the controls by name, for the list of what is wrong. */
export const addedLabels = ({ add }: Ui['texts']['edit'], values: FormValues): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: addedRows(values) }, (_none, row) =>
      Object.entries(add.fields).map(([field, label]) => [
        addedName(row, field as AddedField),
        add.ofNumber(label, row + 1),
      ]),
    ).flat(),
  );

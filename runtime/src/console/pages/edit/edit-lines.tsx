/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Editable, EditableField } from '../../../flow/bill/read-editable.ts';
import { controlIds } from '../../parts/form/form-control.ts';
import { fieldText, leaveOutName } from '../../read/edit-form.ts';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';
import { EditOrigin } from './edit-origin.tsx';

type EditLinesProps = {
  ui: Ui;
  editable: Editable;
  values: FormValues;
  fields: Readonly<Record<string, string>>;
};

const COLUMNS = ['quantity', 'unitPrice', 'discount', 'description'] as const;

/** The lines of a deal with a control for each field that can be edited, and one to leave the line out. */
export function EditLines({ ui, editable, values, fields }: EditLinesProps) {
  const texts = ui.texts.edit;
  const { columns } = texts;
  const byName = new Map(editable.fields.map((field) => [field.name, field]));
  const byPosition = new Map(editable.lines.map((line) => [line.position, line]));
  const lines = editable.document.lines.filter(({ position }) => byPosition.has(position));
  return (
    <section class="block" aria-labelledby="title-lines">
      <h2 id="title-lines">{texts.lines}</h2>
      <p class="hint">{editable.hasLines ? texts.linesHelp : texts.linesElsewhere}</p>
      {lines.length === 0 ? null : (
        <table class="grid grid-cards edit-lines">
          <thead>
            <tr>
              <th scope="col">{columns.line}</th>
              {COLUMNS.map((column) => (
                <th scope="col">{columns[column]}</th>
              ))}
              <th scope="col">{columns.leaveOut}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr>
                <th scope="row">
                  {line.name}
                  <span class="under">{line.sku}</span>
                  {byPosition.get(line.position)?.isAdded ? <span class="under">{texts.added}</span> : null}
                </th>
                {COLUMNS.map((column) => {
                  const field = byName.get(`lines.${line.position}.${column}`);
                  return (
                    <td data-label={columns[column]} class={`edit-${column}`}>
                      {field === undefined ? null : (
                        <LineControl
                          ui={ui}
                          field={field}
                          label={texts.of(columns[column], line.name)}
                          placeholder={column === 'unitPrice' ? line.unitPrice : undefined}
                          typed={values[field.name]}
                          error={fields[field.name]}
                        />
                      )}
                    </td>
                  );
                })}
                <td data-label={columns.leaveOut}>
                  <LeaveOut
                    name={leaveOutName(line.position)}
                    text={byPosition.get(line.position)?.isAdded ? texts.leaveOutAdded : texts.leaveOut}
                    line={line.name}
                    values={values}
                    fields={fields}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

type LeaveOutProps = Pick<EditLinesProps, 'values' | 'fields'> & { name: string; text: string; line: string };

function LeaveOut({ name, text, line, values, fields }: LeaveOutProps) {
  const ids = controlIds(name);
  const error = fields[name];
  return (
    <>
      <label class="choice">
        <input
          id={ids.control}
          type="checkbox"
          name={name}
          value="on"
          checked={values[name] !== undefined}
          aria-label={`${text}: ${line}`}
          aria-describedby={error === undefined ? undefined : ids.error}
        />
        <span class="choice-text">{text}</span>
      </label>
      {error === undefined ? null : (
        <p class="field-error" id={ids.error}>
          {error}
        </p>
      )}
    </>
  );
}

type LineControlProps = {
  ui: Ui;
  field: EditableField;
  label: string;
  placeholder: string | undefined;
  typed: string | undefined;
  error: string | undefined;
};

function LineControl({ ui, field, label, placeholder, typed, error }: LineControlProps) {
  const ids = controlIds(field.name);
  const isText = field.name.endsWith('.description');
  const value = typed ?? fieldText(field);
  const common = {
    class: 'input',
    id: ids.control,
    name: field.name,
    'aria-label': label,
    'aria-describedby': error === undefined ? undefined : ids.error,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
  };
  const example = field.name.endsWith('.discount') ? ui.texts.edit.discountExample : placeholder;
  return (
    <>
      {isText ? (
        <textarea {...common} rows={2} maxlength={1000}>
          {value}
        </textarea>
      ) : (
        <input
          {...common}
          value={value}
          inputmode={field.name.endsWith('.discount') ? 'text' : 'decimal'}
          autocomplete="off"
          maxlength={32}
          placeholder={example}
        />
      )}
      <EditOrigin ui={ui} field={field} label={label} />
      {error === undefined ? null : (
        <p class="field-error" id={ids.error}>
          {error}
        </p>
      )}
    </>
  );
}

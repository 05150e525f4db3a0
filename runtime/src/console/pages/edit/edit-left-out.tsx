/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { isJsonObject, type JsonValue } from '../../../core/json.ts';
import type { Editable, LeftOutLine } from '../../../flow/bill/read-editable.ts';
import { quantityText } from '../../format/quantity-text.ts';
import { controlIds } from '../../parts/form/form-control.ts';
import { fieldText, leftOutName } from '../../read/edit-form.ts';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';

type EditLeftOutProps = {
  ui: Ui;
  editable: Editable;
  values: FormValues;
  fields: Readonly<Record<string, string>>;
};

/** The lines of the deal that were left out, each with what the deal says of it and the way back; nothing where there are none. */
export function EditLeftOut({ ui, editable: { leftOut }, values, fields }: EditLeftOutProps) {
  const texts = ui.texts.edit.leftOut;
  if (leftOut.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-left-out">
      <h2 id="title-left-out">{texts.title}</h2>
      <p class="hint">{texts.help}</p>
      <ul class="left-out">
        {leftOut.map((line, place) => (
          <li>
            <span class="strong">{line.name}</span>
            <span class="under">{texts.said(lineText(ui, line.source))}</span>
            {line.isConflict ? (
              <span class="under edit-conflict">{texts.now(lineText(ui, line.now))}</span>
            ) : null}
            <span class="under">{texts.by(line.by.name, line.reason ?? '')}</span>
            <Fate ui={ui} line={line} name={leftOutName(place)} values={values} fields={fields} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type FateProps = Omit<EditLeftOutProps, 'editable'> & { line: LeftOutLine; name: string };

/** A tick puts it back; where the deal says something new of it, the choice is asked for. */
function Fate({ ui, line, name, values, fields }: FateProps) {
  const { putBack, choice } = ui.texts.edit.leftOut;
  const ids = controlIds(name);
  const error = fields[name];
  const described = {
    id: ids.control,
    name,
    'aria-describedby': error === undefined ? undefined : ids.error,
  };
  return (
    <>
      {line.isConflict ? (
        <select {...described} class="input" aria-label={`${line.name}: ${choice.later}`}>
          <option value="">{choice.later}</option>
          <option value="out" selected={values[name] === 'out'}>
            {choice.out}
          </option>
          <option value="back" selected={values[name] === 'back'}>
            {choice.back}
          </option>
        </select>
      ) : (
        <label class="choice">
          <input
            {...described}
            type="checkbox"
            value="back"
            checked={values[name] === 'back'}
            aria-label={`${putBack}: ${line.name}`}
          />
          <span class="choice-text">{putBack}</span>
        </label>
      )}
      {error === undefined ? null : (
        <p class="field-error" id={ids.error}>
          {error}
        </p>
      )}
    </>
  );
}

/** What a deal says of a line, in one line of text. */
function lineText(ui: Ui, line: JsonValue): string {
  if (!isJsonObject(line)) return '';
  const { quantity = null, unitPrice = null, discount = null } = line;
  const price = unitPrice === null ? ui.texts.edit.listPrice : quantityText(String(unitPrice));
  const discountText = fieldText({ name: 'discount', value: discount });
  return ui.texts.edit.leftOut.line(quantityText(String(quantity)), price, discountText);
}

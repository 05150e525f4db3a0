/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Creditable } from '../../../flow/credit/read-creditable.ts';
import { moneyText } from '../../format/money-text.ts';
import { quantityText } from '../../format/quantity-text.ts';
import { controlIds } from '../../parts/form/form-control.ts';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';

type CreditLinesProps = {
  ui: Ui;
  creditable: Creditable;
  values: FormValues;
  fields: Readonly<Record<string, string>>;
};

/** The lines with what is left of each, and a field for how much is given back; all left empty is all that is left. */
export function CreditLines({ ui, creditable, values, fields }: CreditLinesProps) {
  const { document, lines, wholeOnly } = creditable;
  const texts = ui.texts.credit;
  const { columns } = texts;
  const isWithTax = document.priceBasis === 'tax_inclusive';
  const amountColumn = isWithTax ? columns.amountWithTax : columns.amount;
  return (
    <section class="block" aria-labelledby="title-lines">
      <h2 id="title-lines">{ui.texts.invoice.lines}</h2>
      <p class="hint">{wholeOnly === null ? texts.linesHelp : texts.wholeOnly}</p>
      {document.type === 'deposit' ? <p class="hint">{texts.depositHelp}</p> : null}
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.line}</th>
            <th scope="col" class="number">
              {columns.billed}
            </th>
            <th scope="col" class="number">
              {columns.left}
            </th>
            <th scope="col" class="number">
              {amountColumn}
            </th>
            <th scope="col">{columns.credit}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const name = `quantity-${line.position}`;
            const error = fields[name];
            const ids = controlIds(name);
            return (
              <tr>
                <th scope="row">{line.name}</th>
                <td class="number" data-label={columns.billed}>
                  {quantityText(line.billed)}
                </td>
                <td class="number" data-label={columns.left}>
                  {quantityText(line.quantity)}
                </td>
                <td class="number" data-label={amountColumn}>
                  {moneyText(line.amount, document.currency, ui.locale)}
                </td>
                <td data-label={columns.credit}>
                  <input
                    class="input"
                    id={ids.control}
                    name={name}
                    value={values[name]}
                    inputmode="decimal"
                    autocomplete="off"
                    maxlength={30}
                    disabled={wholeOnly !== null || line.quantity === '0'}
                    aria-label={texts.quantityOf(line.name)}
                    aria-describedby={error === undefined ? undefined : ids.error}
                    aria-invalid={error === undefined ? undefined : 'true'}
                  />
                  {error === undefined ? null : (
                    <p class="field-error" id={ids.error}>
                      {error}
                    </p>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

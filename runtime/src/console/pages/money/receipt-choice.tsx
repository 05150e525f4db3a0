/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { FieldNotes } from '../../parts/form/field-frame.tsx';
import { type ControlProps, controlIds, describedBy } from '../../parts/form/form-control.ts';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import type { ReceiptPageProps } from './receipt-page.tsx';

const isAbove0 = (amount: string): boolean => /[1-9]/.test(amount);

/** The form that applies what is left of a receipt, one amount per open invoice, or a word on why there is none. */
export function ReceiptChoice({ ui, receipt, mayApply, values, error, fields }: ReceiptPageProps) {
  const { payment, open } = receipt;
  const texts = ui.texts.receipts;
  const amount = (text: string): string => moneyText(text, payment.currency, ui.locale);
  if (payment.state === 'returned') return <p class="hint">{texts.returned}</p>;
  if (!isAbove0(payment.unapplied)) return <p class="hint">{texts.nothingLeft}</p>;
  if (open.length === 0 || !mayApply) return <p class="hint">{texts.nothingOpen}</p>;
  const labels = Object.fromEntries(open.map(({ id, number }) => [`amount-${id}`, number ?? id]));
  return (
    <section class="block" aria-labelledby="title-choose">
      <h2 id="title-choose">{texts.choose}</h2>
      <p class="hint">{texts.chooseLead(amount(payment.unapplied))}</p>
      <FormErrors ui={ui} error={error} fields={fields} labels={labels} />
      <form class="form" method="post" action={`/receipts/${payment.id}`}>
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{texts.columns.invoice}</th>
              <th scope="col">{texts.columns.due}</th>
              <th scope="col" class="number">
                {texts.columns.owed}
              </th>
              <th scope="col">{texts.columns.amount}</th>
            </tr>
          </thead>
          <tbody>
            {open.map(({ id, number, dueDate, balance }) => (
              <tr>
                <th scope="row">
                  <a href={`/invoices/${id}`}>{number ?? id}</a>
                </th>
                <td data-label={texts.columns.due}>{dueDate === null ? '' : dateText(dueDate, ui.locale)}</td>
                <td class="number" data-label={texts.columns.owed}>
                  {amount(balance)}
                </td>
                <td data-label={texts.columns.amount}>
                  <AmountCell
                    name={`amount-${id}`}
                    label={texts.amountOf(number ?? id)}
                    value={values[`amount-${id}`]}
                    error={fields[`amount-${id}`]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <div class="form-actions">
          <button class="button button-main" type="submit">
            {texts.apply}
          </button>
          <button class="button" type="submit" name="order" value="oldest_due">
            {texts.oldest}
          </button>
        </div>
      </form>
    </section>
  );
}

/** An amount in a row: the row is its label, which is said to those who do not see it. */
function AmountCell({ value, ...props }: ControlProps & { value: string | undefined }) {
  const { name, label, error } = props;
  return (
    <div class={error === undefined ? 'field' : 'field field-wrong'}>
      <input
        class="input"
        id={controlIds(name).control}
        name={name}
        value={value}
        aria-label={label}
        aria-describedby={describedBy(props)}
        aria-invalid={error === undefined ? undefined : 'true'}
        inputmode="decimal"
        maxlength={40}
        autocomplete="off"
      />
      <FieldNotes name={name} error={error} />
    </div>
  );
}

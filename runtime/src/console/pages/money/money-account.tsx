/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { TextField } from '../../parts/form/text-field.tsx';
import { MoneyAct } from './money-act.tsx';
import type { MoneyPartProps } from './money-page.tsx';

/** What the customer has on account with the legal entity, and the form that applies it to this invoice. */
export function MoneyAccount(part: MoneyPartProps) {
  const { ui, data } = part;
  const { account, currency } = data.settlement;
  const texts = ui.texts.money;
  const amount = (decimal: string) => moneyText(decimal, currency, ui.locale);
  const isEmpty = account.parts.length === 0;
  return (
    <section class="block" aria-labelledby="title-account">
      <h2 id="title-account">{texts.account}</h2>
      <p class="hint">{isEmpty ? texts.accountNone : texts.accountLead(data.view.document.buyer.name)}</p>
      {isEmpty ? null : (
        <table class="grid">
          <tbody>
            {account.parts.map((entry) => (
              <tr>
                <th scope="row">
                  <a
                    href={entry.kind === 'payment' ? `/receipts/${entry.id}` : `/invoices/${entry.id}/money`}
                  >
                    {[
                      texts.kinds[entry.kind],
                      entry.name,
                      entry.date === null ? null : dateText(entry.date, ui.locale),
                    ]
                      .filter((text) => text !== null)
                      .join(' · ')}
                  </a>
                </th>
                <td class="number">{amount(entry.amount)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{texts.accountTotal}</th>
              <td class="number">{amount(account.total)}</td>
            </tr>
          </tbody>
        </table>
      )}
      <div class="actions invoice-actions">
        <MoneyAct part={part} action="credit">
          <TextField
            ui={ui}
            name="credit-amount"
            label={texts.fields.amount}
            help={texts.fields.amountAll}
            inputmode="decimal"
          />
        </MoneyAct>
      </div>
    </section>
  );
}

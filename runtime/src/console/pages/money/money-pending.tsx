/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import type { MoneyPartProps } from './money-page.tsx';

/** What is on its way to the invoice, each with the way to its own page; nothing without any. */
export function MoneyPending({ ui, data }: MoneyPartProps) {
  const { pending, currency } = data.settlement;
  const texts = ui.texts.money;
  if (pending.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-pending">
      <h2 id="title-pending">{texts.pending}</h2>
      <p class="hint">{texts.pendingLead}</p>
      <table class="grid">
        <tbody>
          {pending.map(({ paymentId, amount, since, reference }) => (
            <tr>
              <th scope="row">
                <a href={`/receipts/${paymentId}`}>{texts.since(dateText(since, ui.locale))}</a>
                {reference === null ? null : <span class="under">{reference}</span>}
              </th>
              <td class="number">{moneyText(amount, currency, ui.locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import { moneyText } from '../format/money-text.ts';
import { quantityText } from '../format/quantity-text.ts';
import type { Ui } from '../ui.ts';

/** The tax rows, one per category and rate, and the totals down to what is still owed. */
export function InvoiceTotals({ ui, view }: { ui: Ui; view: InvoiceView }) {
  const { document, standing } = view;
  const { totals, taxRows } = document;
  const texts = ui.texts.invoice;
  const amount = (decimal: string) => moneyText(decimal, document.currency, ui.locale);
  const rows: [string, string, boolean][] = [
    [texts.totals.lineNet, totals.lineNet, false],
    [texts.totals.tax, totals.tax, false],
    [texts.totals.taxInclusive, totals.taxInclusive, false],
    [texts.totals.prepaid, totals.prepaid, false],
    [texts.totals.payable, totals.payable, true],
    [texts.totals.received, standing.cash, false],
    [texts.totals.balance, standing.balance, true],
  ];
  return (
    <div class="sums-block">
      <section class="block" aria-labelledby="title-tax">
        <h2 id="title-tax">{texts.taxRows}</h2>
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{texts.taxColumns.category}</th>
              <th scope="col" class="number">
                {texts.taxColumns.rate}
              </th>
              <th scope="col" class="number">
                {texts.taxColumns.base}
              </th>
              <th scope="col" class="number">
                {texts.taxColumns.tax}
              </th>
            </tr>
          </thead>
          <tbody>
            {taxRows.map((row) => (
              <tr>
                <th scope="row">{texts.taxCategories[row.category]}</th>
                <td
                  class="number"
                  data-label={texts.taxColumns.rate}
                >{`${quantityText(row.ratePercent)}%`}</td>
                <td class="number" data-label={texts.taxColumns.base}>
                  {amount(row.base)}
                </td>
                <td class="number" data-label={texts.taxColumns.tax}>
                  {amount(row.tax)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <dl class="block totals">
        {rows.map(([term, value, isMain]) => (
          <div class={isMain ? 'total-main' : 'total-sub'}>
            <dt>{term}</dt>
            <dd>{amount(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import Big from 'big.js';
import type { ContractProduct } from '../../../flow/contracts/read-contract.ts';
import type { OrderLineView } from '../../../flow/contracts/read-order-trace.ts';
import { moneyText } from '../../format/money-text.ts';
import { quantityText } from '../../format/quantity-text.ts';
import type { Ui } from '../../ui.ts';

type OrderProps = {
  ui: Ui;
  lines: readonly OrderLineView[] | null;
  products: readonly ContractProduct[];
  currency: string;
};

/** Each order line on its way from order to payment, with a bar for how far each step is. */
export function OrderTerms({ ui, lines, products, currency }: OrderProps) {
  const { orderLines: texts } = ui.texts.contracts;
  if (lines === null) return <p class="advice">{texts.unreadable}</p>;
  const amount = (decimal: string) => moneyText(decimal, currency, ui.locale);
  return (
    <table class="grid grid-cards">
      <thead>
        <tr>
          <th scope="col">{texts.line}</th>
          <th scope="col">{texts.ordered}</th>
          <th scope="col">{texts.shipped}</th>
          <th scope="col">{texts.invoiced}</th>
          <th scope="col">{texts.paid}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <td>
              <span class="strong">
                {products.find(({ sku }) => sku === line.sku)?.names[ui.locale] ?? line.sku}
              </span>
              <span class="under">{`${line.sku} · ${line.key}`}</span>
            </td>
            <td data-label={texts.ordered}>
              <span>
                {quantityText(line.orderedQuantity)}
                <span class="under">{amount(line.orderedNet)}</span>
              </span>
            </td>
            <td data-label={texts.shipped}>
              <span>
                {quantityText(line.shippedQuantity)}
                <Bar part={line.shippedQuantity} whole={line.orderedQuantity} />
              </span>
            </td>
            <td data-label={texts.invoiced}>
              <span>
                {amount(line.invoicedNet)}
                <Bar part={line.invoicedNet} whole={line.orderedNet} />
              </span>
            </td>
            <td data-label={texts.paid}>
              <span>
                {amount(line.paidNet)}
                <Bar part={line.paidNet} whole={line.orderedNet} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const BAR_WIDTH = 100;

/** How much of a whole there is; the figure beside it says it in words. */
function Bar({ part, whole }: { part: string; whole: string }) {
  const share = new Big(whole).eq(0) ? 0 : Number(new Big(part).div(whole).times(BAR_WIDTH).toFixed(0));
  const width = Math.max(0, Math.min(BAR_WIDTH, share));
  return (
    <svg
      class="bar"
      viewBox={`0 0 ${BAR_WIDTH} 4`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="bar-whole" width={BAR_WIDTH} height="4" />
      <rect class="bar-part" width={width} height="4" />
    </svg>
  );
}

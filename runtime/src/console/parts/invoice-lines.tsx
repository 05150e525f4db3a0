/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DocumentLine, InvoiceDocument } from '../../core/invoice/document.ts';
import { moneyText } from '../format/money-text.ts';
import { quantityText } from '../format/quantity-text.ts';
import type { Ui } from '../ui.ts';

/** The lines with quantity, price, discount and tax. Each cell names its column, for narrow screens. */
export function InvoiceLines({ ui, document }: { ui: Ui; document: InvoiceDocument }) {
  const { columns } = ui.texts.invoice;
  return (
    <section class="block" aria-labelledby="title-lines">
      <h2 id="title-lines">{ui.texts.invoice.lines}</h2>
      <table class="grid grid-cards lines">
        <thead>
          <tr>
            <th scope="col">{columns.item}</th>
            <th scope="col" class="number">
              {columns.quantity}
            </th>
            <th scope="col" class="number">
              {columns.price}
            </th>
            <th scope="col" class="number">
              {columns.discount}
            </th>
            <th scope="col" class="number">
              {columns.tax}
            </th>
            <th scope="col" class="number">
              {columns.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {document.lines.map((line) => (
            <Line ui={ui} line={line} currency={document.currency} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ ui, line, currency }: { ui: Ui; line: DocumentLine; currency: string }) {
  const { columns, listPrice, noDiscount } = ui.texts.invoice;
  const amount = (decimal: string) => moneyText(decimal, currency, ui.locale);
  const { discount } = line;
  return (
    <tr>
      <th scope="row">
        {line.name}
        <span class="under">{line.sku}</span>
        {line.description === undefined ? null : <span class="under">{line.description}</span>}
      </th>
      <td class="number" data-label={columns.quantity}>
        {quantityText(line.quantity)} <span class="unit">{line.unit}</span>
      </td>
      <td class="number" data-label={columns.price}>
        {amount(line.unitPrice)}
        {line.listPrice === undefined ? null : <span class="under">{listPrice(amount(line.listPrice))}</span>}
      </td>
      <td class="number" data-label={columns.discount}>
        {discount === undefined ? (
          <span class="muted">{noDiscount}</span>
        ) : (
          <>
            {amount(`-${discount.amount}`)}
            <span class="under">
              {discount.percent === undefined ? '' : `${quantityText(discount.percent)}% `}
              {discount.reason}
            </span>
          </>
        )}
      </td>
      <td class="number" data-label={columns.tax}>{`${quantityText(line.taxRatePercent)}%`}</td>
      <td class="number strong" data-label={columns.amount}>
        {amount(line.netAmount)}
      </td>
    </tr>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PropsWithChildren } from 'hono/jsx';
import type { DocumentLine, InvoiceDocument } from '../../core/invoice/document.ts';
import { moneyText } from '../format/money-text.ts';
import { quantityText } from '../format/quantity-text.ts';
import type { Ui } from '../ui.ts';
import { OriginLink } from './origin-link.tsx';

/** The lines with quantity, price, discount and tax. Each cell names its column, for narrow screens. */
export function InvoiceLines({ ui, document }: { ui: Ui; document: InvoiceDocument }) {
  const { columns } = ui.texts.invoice;
  return (
    <section class="block" aria-labelledby="title-lines">
      <div class="block-head">
        <h2 id="title-lines">{ui.texts.invoice.lines}</h2>
        {document.contractId === undefined ? null : (
          <a href={`/invoices/${document.id}/evidence`}>{ui.texts.invoice.evidence.link}</a>
        )}
      </div>
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
          {document.lines.map((line, at) => (
            <Line ui={ui} line={line} document={document} at={at} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type LineProps = { ui: Ui; line: DocumentLine; document: InvoiceDocument; at: number };

function Line({ ui, line, document, at }: LineProps) {
  const { columns, listPrice, noDiscount, allowedDiscount } = ui.texts.invoice;
  const amount = (decimal: string) => moneyText(decimal, document.currency, ui.locale);
  const { discount } = line;
  const Value = ({ field, children }: PropsWithChildren<{ field: string }>) => (
    <OriginLink invoiceId={document.id} pointer={`/lines/${at}/${field}`}>
      {children}
    </OriginLink>
  );
  return (
    <tr>
      <th scope="row">
        <Value field="name">{line.name}</Value>
        {line.sku === '' ? null : (
          <span class="under">
            <Value field="sku">{line.sku}</Value>
          </span>
        )}
        {line.source?.kind === 'added_line' ? (
          <span class="under">
            <Value field="source/kind">{ui.texts.edit.added}</Value>
          </span>
        ) : null}
        {line.description === undefined ? null : (
          <span class="under">
            <Value field="description">{line.description}</Value>
          </span>
        )}
      </th>
      <td class="number" data-label={columns.quantity}>
        <Value field="quantity">{quantityText(line.quantity)}</Value> <span class="unit">{line.unit}</span>
      </td>
      <td class="number" data-label={columns.price}>
        <Value field="unitPrice">{amount(line.unitPrice)}</Value>
        {line.listPrice === undefined ? null : (
          <span class="under">
            <Value field="listPrice">{listPrice(amount(line.listPrice))}</Value>
          </span>
        )}
      </td>
      <td class="number" data-label={columns.discount}>
        {discount === undefined ? (
          <span class="muted">{noDiscount}</span>
        ) : (
          <>
            <Value field="discount/amount">{amount(negated(discount.amount))}</Value>
            <span class="under">
              {discount.percent === undefined ? null : (
                <Value field="discount/percent">{`${quantityText(discount.percent)}% `}</Value>
              )}
              <Value field="discount/reason">{discount.reason}</Value>
            </span>
          </>
        )}
        {line.allowedDiscountPercent === undefined ? null : (
          <span class="under">
            <Value field="allowedDiscountPercent">
              {allowedDiscount(quantityText(line.allowedDiscountPercent))}
            </Value>
          </span>
        )}
      </td>
      <td class="number" data-label={columns.tax}>
        <Value field="taxRatePercent">{`${quantityText(line.taxRatePercent)}%`}</Value>
      </td>
      <td class="number strong" data-label={columns.amount}>
        <Value field="netAmount">{amount(line.netAmount)}</Value>
      </td>
    </tr>
  );
}

/** Of a credit note a discount is below zero already: what it took off is not given back. */
const negated = (decimal: string): string => (decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`);

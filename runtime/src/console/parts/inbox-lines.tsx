/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InboxItem } from '../../flow/read/list-inbox.ts';
import type { InboxLine } from '../../flow/read/read-inbox-lines.ts';
import { moneyText } from '../format/money-text.ts';
import { quantityText } from '../format/quantity-text.ts';
import { termsCodeText } from '../format/terms-code-text.ts';
import type { Ui } from '../ui.ts';

type LinesProps = { ui: Ui; item: InboxItem; isOpen: boolean };

/** The lines of a request, its seller and its recipients, folded until they are asked for. */
export function InboxLines({ ui, item, isOpen }: LinesProps) {
  const { columns, seller, terms } = ui.texts.invoice;
  return (
    <details open={isOpen}>
      <summary>{ui.texts.inbox.lines(item.lines.length, item.lines.some(isDiscounted))}</summary>
      <table class="grid">
        <thead>
          <tr>
            <th scope="col">{columns.item}</th>
            <th scope="col" class="number">
              {columns.quantity}
            </th>
            <th scope="col" class="number">
              {columns.discount}
            </th>
            <th scope="col" class="number">
              {columns.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {item.lines.map((line) => (
            <Line ui={ui} line={line} currency={item.total.currency} />
          ))}
        </tbody>
      </table>
      <p class="meta">
        <span>{`${seller}: ${item.sellerName}`}</span>
        <span>{`${terms}: ${termsCodeText(item.termsCode, ui.locale)}`}</span>
        <span>{ui.texts.invoice.deliveryTo(item.recipients.join(', '))}</span>
      </p>
    </details>
  );
}

const isDiscounted = ({ discount }: InboxLine): boolean => discount !== null;

function Line({ ui, line, currency }: { ui: Ui; line: InboxLine; currency: string }) {
  const amount = (decimal: string) => moneyText(decimal, currency, ui.locale);
  return (
    <tr>
      <th scope="row">
        {line.name}
        <span class="under">{`${amount(line.unitPrice)} · ${quantityText(line.taxRatePercent)}%`}</span>
      </th>
      <td class="number">{quantityText(line.quantity)}</td>
      <td class="number">
        {line.discount === null ? <span class="muted">–</span> : amount(`-${line.discount.amount}`)}
        {line.discount === null || line.discount.percent === null ? null : (
          <span class="under">{`${quantityText(line.discount.percent)}%`}</span>
        )}
      </td>
      <td class="number strong">{amount(line.netAmount)}</td>
    </tr>
  );
}

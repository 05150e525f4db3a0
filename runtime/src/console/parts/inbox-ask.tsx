/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InboxItem } from '../../flow/read/list-inbox.ts';
import { ageText } from '../format/age-text.ts';
import { dateText } from '../format/date-text.ts';
import { moneyText } from '../format/money-text.ts';
import { quantityText } from '../format/quantity-text.ts';
import type { Ui } from '../ui.ts';
import { askNames } from './approval-steps.tsx';
import { DecisionForm } from './decision-form.tsx';
import { WhyRouted } from './why-routed.tsx';

type AskProps = { ui: Ui; item: InboxItem; isMine: boolean };

/** A request in the inbox with everything that it is about, and for those who may decide it the form. */
export function InboxAsk({ ui, item, isMine }: AskProps) {
  const { document } = item;
  const texts = ui.texts.inbox;
  const title = `ask-${item.requestId}`;
  const steps = item.steps.map((step) => askNames(ui, step));
  return (
    <article class={isMine ? 'ask ask-mine' : 'ask'} aria-labelledby={title}>
      <div class="ask-head">
        <h2 class="ask-title" id={title}>
          <a href={`/invoices/${document.id}`} data-item="">
            {document.buyer.name}
          </a>
        </h2>
        <p class="ask-amount">{moneyText(document.totals.payable, document.currency, ui.locale)}</p>
      </div>
      <p class="meta">
        <time datetime={item.requestedAt.toISOString()}>
          {texts.waiting(ageText(item.requestedAt, ui.now, ui.texts.age))}
        </time>
        <span>{texts.askedBy(item.requestedBy.name)}</span>
        <span>{texts.steps(steps.join(' → '))}</span>
      </p>
      <WhyRouted ui={ui} explanation={item.explanation} />
      <Content ui={ui} item={item} />
      {isMine ? (
        <DecisionForm
          ui={ui}
          invoiceId={document.id}
          requestId={item.requestId}
          contentHash={item.contentHash}
          from="inbox"
        />
      ) : null}
    </article>
  );
}

/** What is decided on: nothing of it is behind a click. */
function Content({ ui, item: { document } }: { ui: Ui; item: InboxItem }) {
  const { columns, due, terms, seller } = ui.texts.invoice;
  const amount = (decimal: string) => moneyText(decimal, document.currency, ui.locale);
  return (
    <>
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
          {document.lines.map((line) => (
            <tr>
              <th scope="row">
                {line.name}
                <span class="under">{`${amount(line.unitPrice)} · ${quantityText(line.taxRatePercent)}%`}</span>
              </th>
              <td class="number">{quantityText(line.quantity)}</td>
              <td class="number">
                {line.discount === undefined ? (
                  <span class="muted">–</span>
                ) : (
                  <>
                    {amount(`-${line.discount.amount}`)}
                    {line.discount.percent === undefined ? null : (
                      <span class="under">{`${quantityText(line.discount.percent)}%`}</span>
                    )}
                  </>
                )}
              </td>
              <td class="number strong">{amount(line.netAmount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="meta">
        <span>{`${seller}: ${document.seller.name}`}</span>
        <span>{`${terms}: ${document.terms.text}`}</span>
        {document.dueDate === null ? null : <span>{`${due}: ${dateText(document.dueDate, ui.locale)}`}</span>}
        <span>{ui.texts.invoice.deliveryTo(document.recipients.map(({ email }) => email).join(', '))}</span>
      </p>
    </>
  );
}

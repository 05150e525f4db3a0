/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import { dateText } from '../format/date-text.ts';
import { moneyText } from '../format/money-text.ts';
import type { Ui } from '../ui.ts';
import { StatusChip } from './status-chip.tsx';

/** What an invoice is, at a glance: number, customer, status, total, balance and dates. */
export function InvoiceHead({ ui, view }: { ui: Ui; view: InvoiceView }) {
  const { document, standing } = view;
  const { texts, locale } = ui;
  const amount = (decimal: string) => moneyText(decimal, document.currency, locale);
  const isLate = standing.due.status === 'overdue';
  return (
    <header class="invoice-head">
      <p class="crumb">
        <a class="crumb-link" href="/">
          {texts.invoice.back}
        </a>
      </p>
      <div class="invoice-title">
        <h1>{document.number ?? texts.invoice.draft}</h1>
        <StatusChip ui={ui} status={standing.displayStatus} />
      </div>
      <p class="customer">{document.buyer.name}</p>
      <dl class="figures">
        <Figure term={texts.invoice.total} value={amount(standing.total)} isMain />
        <Figure term={texts.invoice.balance} value={amount(standing.balance)} isMain />
        <Figure
          term={texts.invoice.due}
          value={document.dueDate === null ? texts.board.noDueDate : dateText(document.dueDate, locale)}
          note={isLate ? texts.board.overdueBy(String(standing.due.daysOverdue)) : undefined}
        />
        {document.issueDate === null ? null : (
          <Figure term={texts.invoice.issued} value={dateText(document.issueDate, locale)} />
        )}
        <Figure term={texts.invoice.terms} value={document.terms.text} />
        <Figure term={texts.invoice.seller} value={document.seller.name} />
      </dl>
    </header>
  );
}

type FigureProps = { term: string; value: string; note?: string | undefined; isMain?: boolean };

function Figure({ term, value, note, isMain = false }: FigureProps) {
  return (
    <div class={isMain ? 'figure figure-main' : 'figure'}>
      <dt>{term}</dt>
      <dd>
        {value}
        {note === undefined ? null : <span class="late">{` ${note}`}</span>}
      </dd>
    </div>
  );
}

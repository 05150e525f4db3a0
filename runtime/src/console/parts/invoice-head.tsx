/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import type { CreditLink } from '../../flow/read/load-credit-links.ts';
import { dateText } from '../format/date-text.ts';
import { moneyText } from '../format/money-text.ts';
import type { Ui } from '../ui.ts';
import { KindTag } from './kind-tag.tsx';
import { OriginLink } from './origin-link.tsx';
import { StatusChip } from './status-chip.tsx';

function lateText({ texts }: Ui, { due, overdueLevel }: InvoiceView['standing']): string {
  const days = texts.board.overdueBy(String(due.daysOverdue));
  return overdueLevel === null ? days : `${days} · ${overdueLevel}`;
}

/** What an invoice is, at a glance: number, customer, status, total, balance and dates. */
export function InvoiceHead({ ui, view }: { ui: Ui; view: InvoiceView }) {
  const { document, standing } = view;
  const { texts, locale } = ui;
  const amount = (decimal: string) => moneyText(decimal, document.currency, locale);
  const origin = (pointer: string, text: string) => (
    <OriginLink invoiceId={document.id} pointer={pointer}>
      {text}
    </OriginLink>
  );
  const draftName = document.type === 'invoice' ? texts.invoice.draft : texts.invoice.kinds[document.type];
  const isLate = standing.due.status === 'overdue';
  return (
    <header class="invoice-head">
      <p class="crumb">
        <a class="crumb-link" href="/">
          {texts.invoice.back}
        </a>
      </p>
      <div class="invoice-title">
        <h1>{document.number === null ? draftName : origin('/number', document.number)}</h1>
        {document.number === null ? (
          <span class="meta mono">{view.draftLabel}</span>
        ) : (
          <KindTag ui={ui} type={document.type} />
        )}
        <StatusChip ui={ui} status={standing.displayStatus} />
      </div>
      <p class="customer">{origin('/buyer/name', document.buyer.name)}</p>
      <dl class="figures">
        <Figure term={texts.invoice.total} value={origin('/totals/payable', amount(standing.total))} isMain />
        <Figure term={texts.invoice.balance} value={amount(standing.balance)} isMain />
        {standing.pendingMoney === null ? null : (
          <Figure
            term={texts.money.pending}
            value={
              <a href={`/invoices/${document.id}/money`}>
                {texts.money.pendingSince(
                  amount(standing.pendingMoney.amount),
                  dateText(standing.pendingMoney.since, locale),
                )}
              </a>
            }
          />
        )}
        <Figure
          term={texts.invoice.due}
          value={
            document.dueDate === null
              ? texts.board.noDueDate
              : origin('/dueDate', dateText(document.dueDate, locale))
          }
          note={isLate ? lateText(ui, standing) : undefined}
        />
        {document.issueDate === null ? null : (
          <Figure
            term={texts.invoice.issued}
            value={origin('/issueDate', dateText(document.issueDate, locale))}
          />
        )}
        <Figure term={texts.invoice.terms} value={origin('/terms/text', document.terms.text)} />
        <DisputeTie ui={ui} view={view} />
        <CreditTies ui={ui} view={view} />
        {view.contracts.length === 0 ? null : (
          <Figure
            term={texts.contracts.ofContract}
            value={view.contracts.map(({ id, title }) => (
              <>
                <a href={`/contracts/${id}`}>{title}</a>{' '}
              </>
            ))}
          />
        )}
        <Figure term={texts.invoice.seller} value={origin('/seller/name', document.seller.name)} />
      </dl>
    </header>
  );
}

/** The newest dispute about the invoice, and the way to it; what it is settled with is named beside it. */
function DisputeTie({ ui, view: { document, dispute } }: { ui: Ui; view: InvoiceView }) {
  if (dispute === null) return null;
  const texts = ui.texts.money;
  const { state, settledWith } = dispute;
  return (
    <Figure
      term={texts.dispute}
      value={
        <a href={`/invoices/${document.id}/money`}>
          {settledWith === null ? texts.disputeStates[state] : texts.disputeOutcomes[settledWith]}
        </a>
      }
    />
  );
}

/** The ways between a credit note and its invoice, and between a voided invoice and what stands in its place. */
function CreditTies({
  ui,
  view: { credits, creditNotes, replaces, replacedBy },
}: {
  ui: Ui;
  view: InvoiceView;
}) {
  const texts = ui.texts.credit;
  const link = ({ id, number }: CreditLink) => <a href={`/invoices/${id}`}>{number ?? texts.draft}</a>;
  return (
    <>
      {credits === null ? null : <Figure term={texts.creditOf} value={link(credits)} />}
      {replaces === null ? null : <Figure term={texts.replaces} value={link(replaces)} />}
      {replacedBy === null ? null : <Figure term={texts.replacedBy} value={link(replacedBy)} />}
      {creditNotes.length === 0 ? null : (
        <Figure term={texts.notes} value={creditNotes.map((note) => [link(note), ' '])} />
      )}
    </>
  );
}

type FigureProps = { term: string; value: Child; note?: string | undefined; isMain?: boolean };

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

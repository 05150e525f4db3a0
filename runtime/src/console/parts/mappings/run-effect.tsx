/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceEffect, InvoiceSide } from '../../../core/mapping/runs/invoice-effect.ts';
import { moneyText } from '../../format/money-text.ts';
import { errorText } from '../../texts/error-text.ts';
import type { Ui } from '../../ui.ts';

/** One invoice that would be another: what it is and would be, who would approve it, and what happens to it. */
export function RunEffect({ ui, effect }: { ui: Ui; effect: InvoiceEffect }) {
  const { invoice, subject, before, after } = effect;
  const texts = ui.texts.mappings.runs;
  const name = invoice?.number ?? (invoice === null ? texts.subjects[subject.kind] : ui.texts.invoice.draft);
  const href =
    invoice !== null
      ? `/invoices/${invoice.id}`
      : subject.kind === 'contract' && subject.id !== ''
        ? `/contracts/${subject.id}`
        : undefined;
  return (
    <li class="run-effect">
      {href === undefined ? <span class="strong">{name}</span> : <a href={href}>{name}</a>}
      <span class="run-effect-sides">
        <Side ui={ui} side={before} /> <span aria-hidden="true">→</span>
        <span class="unseen">{ui.texts.mappings.row.becomes}</span> <Side ui={ui} side={after} />
      </span>
      {invoice?.number === undefined || invoice.number === null ? null : (
        <span class="chip">{texts.issuedStays}</span>
      )}
      {after.outcome === 'invoice' && after.route === 'needs_approval' ? (
        <span class="muted">{after.why[ui.locale]}</span>
      ) : null}
    </li>
  );
}

function Side({ ui, side }: { ui: Ui; side: InvoiceSide }) {
  const texts = ui.texts.mappings.runs;
  switch (side.outcome) {
    case 'invoice':
      return (
        <span>
          <span class="strong">{moneyText(side.payable, side.currency, ui.locale)}</span>{' '}
          <span class="muted">{texts.routes[side.route]}</span>
        </span>
      );
    case 'contract':
      return (
        <span>
          <span class="strong">{moneyText(side.payable, side.currency, ui.locale)}</span>{' '}
          <span class="muted">{texts.inInvoices(String(side.invoiceCount))}</span>
        </span>
      );
    case 'refused':
      return <span class="late">{errorText(side.code, ui.locale)}</span>;
    default:
      return <span class="muted">{texts.noInvoice}</span>;
  }
}

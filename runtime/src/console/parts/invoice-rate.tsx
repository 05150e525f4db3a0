/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceDocument } from '../../core/invoice/document.ts';
import { dateText } from '../format/date-text.ts';
import { moneyText } from '../format/money-text.ts';
import { rateText } from '../format/rate-text.ts';
import type { Ui } from '../ui.ts';
import { OriginLink } from './origin-link.tsx';

/** Of an invoice in another currency than its entity's: the frozen rate and the tax by it, or that they come at issue. */
export function InvoiceRate({ ui, document }: { ui: Ui; document: InvoiceDocument }) {
  const { id, currency, taxCurrency, exchangeRate, totals } = document;
  const texts = ui.texts.invoice.exchange;
  if (taxCurrency === undefined) return null;
  if (exchangeRate === undefined) {
    return document.number === null ? <p class="meta">{texts.atIssue(taxCurrency)}</p> : null;
  }
  const { rate, source, date } = exchangeRate;
  return (
    <>
      {totals.taxInTaxCurrency === undefined ? null : (
        <p>
          {texts.tax(taxCurrency)}{' '}
          <OriginLink invoiceId={id} pointer="/totals/taxInTaxCurrency">
            {moneyText(totals.taxInTaxCurrency, taxCurrency, ui.locale)}
          </OriginLink>
        </p>
      )}
      <p class="meta">
        <OriginLink invoiceId={id} pointer="/exchangeRate/rate">
          {rateText(currency, rate, taxCurrency)}
        </OriginLink>{' '}
        {texts.from(source, dateText(date, ui.locale))}
      </p>
    </>
  );
}

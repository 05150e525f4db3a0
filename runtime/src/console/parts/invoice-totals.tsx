/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import { moneyText } from '../format/money-text.ts';
import { quantityText } from '../format/quantity-text.ts';
import type { Ui } from '../ui.ts';
import { InvoiceRate } from './invoice-rate.tsx';
import { OriginLink } from './origin-link.tsx';

/** The totals in the order of their sums; those that a document does not have are left out. */
const NAMES = [
  'lineNet',
  'allowances',
  'charges',
  'tax',
  'taxInclusive',
  'prepaid',
  'rounding',
  'payable',
] as const;

/** What came in, what was credited and what is left: of a credit note, what was taken off and what is the customer's. */
function settled({ texts }: Ui, { document, standing }: InvoiceView) {
  const row = (term: string, value: string, isMain = false) => ({ term, value, isMain, pointer: null });
  if (document.type === 'credit_note') {
    return [row(texts.credit.appliedTo, standing.credit), row(texts.credit.leftOver, standing.balance, true)];
  }
  return [
    row(texts.invoice.totals.received, standing.cash),
    ...(/[1-9]/.test(standing.credit) ? [row(texts.credit.credited, standing.credit)] : []),
    ...(/[1-9]/.test(standing.deducted) ? [row(texts.money.deducted, standing.deducted)] : []),
    ...(/[1-9]/.test(standing.loss) ? [row(texts.money.loss, standing.loss)] : []),
    row(texts.invoice.totals.balance, standing.balance, true),
  ];
}

/** The tax rows, one per category and rate, and the totals down to what is still owed. */
export function InvoiceTotals({ ui, view }: { ui: Ui; view: InvoiceView }) {
  const { document } = view;
  const { totals, taxRows } = document;
  const texts = ui.texts.invoice;
  const amount = (decimal: string) => moneyText(decimal, document.currency, ui.locale);
  const own = NAMES.flatMap((name) => {
    const value = totals[name];
    if (value === undefined) return [];
    const term =
      name === 'payable' && document.type === 'credit_note' ? ui.texts.credit.total : texts.totals[name];
    return { term, value, isMain: name === 'payable', pointer: `/totals/${name}` };
  });
  const { withholding } = document;
  // Not of the document: money that came in since.
  const rows = [
    ...own,
    ...(withholding === undefined
      ? []
      : [{ term: texts.totals.withholding, value: withholding.amount, isMain: false, pointer: null }]),
    ...settled(ui, view),
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
            {taxRows.map((row, at) => (
              <tr>
                <th scope="row">{texts.taxCategories[row.category]}</th>
                <td class="number" data-label={texts.taxColumns.rate}>
                  <OriginLink invoiceId={document.id} pointer={`/taxRows/${at}/ratePercent`}>
                    {`${quantityText(row.ratePercent)}%`}
                  </OriginLink>
                </td>
                <td class="number" data-label={texts.taxColumns.base}>
                  <OriginLink invoiceId={document.id} pointer={`/taxRows/${at}/base`}>
                    {amount(row.base)}
                  </OriginLink>
                </td>
                <td class="number" data-label={texts.taxColumns.tax}>
                  <OriginLink invoiceId={document.id} pointer={`/taxRows/${at}/tax`}>
                    {amount(row.tax)}
                  </OriginLink>
                  {row.taxInTaxCurrency === undefined || document.taxCurrency === undefined ? null : (
                    <span class="under">
                      <OriginLink invoiceId={document.id} pointer={`/taxRows/${at}/taxInTaxCurrency`}>
                        {moneyText(row.taxInTaxCurrency, document.taxCurrency, ui.locale)}
                      </OriginLink>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <InvoiceRate ui={ui} document={document} />
      </section>
      <dl class="block totals">
        {rows.map(({ term, value, isMain, pointer }) => (
          <div class={isMain ? 'total-main' : 'total-sub'}>
            <dt>{term}</dt>
            <dd>
              {pointer === null ? (
                amount(value)
              ) : (
                <OriginLink invoiceId={document.id} pointer={pointer}>
                  {amount(value)}
                </OriginLink>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

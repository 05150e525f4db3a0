/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContractView } from '../../../flow/contracts/read-contract.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { KindTag } from '../../parts/kind-tag.tsx';
import { StatusChip } from '../../parts/status-chip.tsx';
import type { Ui } from '../../ui.ts';

/** The invoices of a contract, the newest first. */
export function ContractInvoices({
  ui,
  contract: { invoices, currency },
}: {
  ui: Ui;
  contract: ContractView;
}) {
  const texts = ui.texts.contracts;
  const { invoiceColumns: columns } = texts;
  return (
    <section class="block" aria-labelledby="title-invoices">
      <h2 id="title-invoices">{texts.invoices}</h2>
      {invoices.length === 0 ? (
        <p class="muted">{texts.noInvoices}</p>
      ) : (
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{columns.number}</th>
              <th scope="col">{columns.day}</th>
              <th scope="col">{columns.status}</th>
              <th scope="col" class="number">
                {columns.total}
              </th>
            </tr>
          </thead>
          <tbody>
            {invoices.map(({ id, type, number, billedOn, status, total, net, isCollective }) => (
              <tr>
                <td>
                  <a class="strong" href={`/invoices/${id}`}>
                    {number ?? texts.draft}
                  </a>{' '}
                  <KindTag ui={ui} type={type} />
                  {isCollective ? <span class="under">{texts.collective.invoice}</span> : null}
                </td>
                <td data-label={columns.day}>{billedOn === null ? '' : dateText(billedOn, ui.locale)}</td>
                <td data-label={columns.status}>
                  <StatusChip ui={ui} status={status} />
                </td>
                <td class="number" data-label={columns.total}>
                  {moneyText(total, currency, ui.locale)}
                  {isCollective ? (
                    <span class="under">{texts.collective.share(moneyText(net, currency, ui.locale))}</span>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ContractView } from '../../../flow/contracts/read-contract.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { KindTag } from '../../parts/kind-tag.tsx';
import type { ContractPageData } from '../../read/load-contract-page.ts';
import type { Ui } from '../../ui.ts';

type ComingProps = { ui: Ui; contract: ContractView; coming: ContractPageData['coming'] };

/** The invoices to come: the picture of the year in words. */
export function ContractComing({ ui, contract: { currency }, coming }: ComingProps) {
  if (!coming.ok || coming.invoices.length === 0) return null;
  const { comingTitle, comingColumns: columns } = ui.texts.contracts;
  const amount = (decimal: string) => moneyText(decimal, currency, ui.locale);
  const day = (date: string) => dateText(date, ui.locale);
  return (
    <section class="block" aria-labelledby="title-coming">
      <h2 id="title-coming">{comingTitle}</h2>
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.day}</th>
            <th scope="col">{columns.due}</th>
            <th scope="col" class="number">
              {columns.net}
            </th>
            <th scope="col" class="number">
              {columns.total}
            </th>
          </tr>
        </thead>
        <tbody>
          {coming.invoices.map(({ type, invoiceOn, dueDate, net, payable, lines }) => (
            <tr>
              <td data-label={columns.day}>
                {day(invoiceOn)} <KindTag ui={ui} type={type} />
                <span class="under">{[...new Set(lines.map(({ name }) => name))].join(', ')}</span>
              </td>
              <td data-label={columns.due}>{dueDate === null ? '' : day(dueDate)}</td>
              <td class="number" data-label={columns.net}>
                {amount(net)}
              </td>
              <td class="number" data-label={columns.total}>
                {amount(payable)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { WaitingCredit } from '../../../flow/contracts/read-leakage.ts';
import { moneyText } from '../../format/money-text.ts';
import type { Ui } from '../../ui.ts';
import { creditFate } from './credit-fate.ts';

/** What contracts owe their customers, and what becomes of it. */
export function LeakageCredits({ ui, credits }: { ui: Ui; credits: readonly WaitingCredit[] }) {
  const { credits: title, creditsLead, creditColumns: columns } = ui.texts.leakage;
  const { fates } = ui.texts.contracts.credit;
  if (credits.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-credits">
      <h2 id="title-credits">{title}</h2>
      <p class="muted">{creditsLead}</p>
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.contract}</th>
            <th scope="col">{columns.fate}</th>
            <th scope="col" class="number">
              {columns.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {credits.map((credit) => (
            <tr>
              <td>
                <a class="strong" href={`/contracts/${credit.contractId}`}>
                  {credit.contractTitle}
                </a>
              </td>
              <td data-label={columns.fate}>
                {fates[creditFate(credit)](moneyText(credit.unplacedNet, credit.currency, ui.locale))}
              </td>
              <td class="number" data-label={columns.amount}>
                {moneyText(credit.net, credit.currency, ui.locale)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RunSummary } from '../../../core/mapping/runs/run-summary.ts';
import { moneyText } from '../../format/money-text.ts';
import { quantityText } from '../../format/quantity-text.ts';
import { totalDifference } from '../../read/mappings/total-difference.ts';
import type { Ui } from '../../ui.ts';

/** What a version would do in money: the invoices that would be others, by currency, and what they would wait for. */
export function RunMoney({ ui, summary }: { ui: Ui; summary: RunSummary }) {
  const texts = ui.texts.mappings.runs;
  const { invoices, totals, unpricedCount } = summary;
  const facts = (
    ['affected', 'needApprovalNow', 'approvedByRuleNow', 'refusedNow', 'billableNow', 'issued'] as const
  )
    .filter((name) => name === 'affected' || invoices[name] > 0)
    .map((name) => ({ name, count: quantityText(String(invoices[name])) }));
  return (
    <>
      <dl class="facts run-facts">
        {facts.map(({ name, count }) => (
          <div>
            <dt>{texts.invoices[name]}</dt>
            <dd class="run-figure">{count}</dd>
          </div>
        ))}
      </dl>
      {Object.keys(totals).length === 0 ? null : (
        <table class="grid grid-cards run-totals">
          <thead>
            <tr>
              <th scope="col">{texts.currency}</th>
              <th scope="col" class="number">
                {ui.texts.mappings.changes.before}
              </th>
              <th scope="col" class="number">
                {ui.texts.mappings.changes.after}
              </th>
              <th scope="col" class="number">
                {texts.difference}
              </th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(totals).map(([currency, { before, after }]) => (
              <tr>
                <th scope="row">{currency}</th>
                <td class="number" data-label={ui.texts.mappings.changes.before}>
                  {moneyText(before, currency, ui.locale)}
                </td>
                <td class="number" data-label={ui.texts.mappings.changes.after}>
                  {moneyText(after, currency, ui.locale)}
                </td>
                <td class="number strong" data-label={texts.difference}>
                  <Difference
                    ui={ui}
                    currency={currency}
                    difference={totalDifference(before, after, currency)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {unpricedCount === 0 ? null : (
        <p class="muted">{texts.unpriced(quantityText(String(unpricedCount)))}</p>
      )}
    </>
  );
}

function Difference({ ui, currency, difference }: { ui: Ui; currency: string; difference: string }) {
  const isLess = difference.startsWith('-');
  const amount = moneyText(isLess ? difference.slice(1) : difference, currency, ui.locale);
  return <>{`${isLess ? '−' : '+'}${amount}`}</>;
}

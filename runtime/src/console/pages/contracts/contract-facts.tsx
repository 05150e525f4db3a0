/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { BillingEventView } from '../../../flow/contracts/list-billing-events.ts';
import type { Page } from '../../../flow/read/page.ts';
import { dateText } from '../../format/date-text.ts';
import type { Ui } from '../../ui.ts';
import { factDay, factText } from './fact-text.ts';

type FactsProps = { ui: Ui; facts: Page<BillingEventView>; currency: string };

/** The newest facts of a contract. */
export function ContractFacts({ ui, facts, currency }: FactsProps) {
  const texts = ui.texts.contracts;
  const { factColumns: columns } = texts;
  return (
    <section class="block" aria-labelledby="title-facts">
      <h2 id="title-facts">{texts.facts}</h2>
      {facts.items.length === 0 ? (
        <p class="muted">{texts.noFacts}</p>
      ) : (
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{columns.kind}</th>
              <th scope="col">{columns.when}</th>
              <th scope="col">{columns.detail}</th>
            </tr>
          </thead>
          <tbody>
            {facts.items.map(({ event }) => (
              <tr>
                <td>{texts.kinds[event.kind]}</td>
                <td data-label={columns.when}>{dateText(factDay(event), ui.locale)}</td>
                <td data-label={columns.detail}>{factText(ui, event, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

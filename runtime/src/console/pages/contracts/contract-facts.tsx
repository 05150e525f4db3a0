/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { assertNever } from '../../../core/assert.ts';
import type { CanonicalBillingEvent } from '../../../core/canonical/billing-event.ts';
import type { BillingEventView } from '../../../flow/contracts/list-billing-events.ts';
import type { Page } from '../../../flow/read/page.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { quantityText } from '../../format/quantity-text.ts';
import type { Ui } from '../../ui.ts';

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
                <td data-label={columns.when}>{dateText(dayOf(event), ui.locale)}</td>
                <td data-label={columns.detail}>{detailOf(ui, event, currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const dayOf = (event: CanonicalBillingEvent): string =>
  event.kind === 'usage' ? event.at.slice(0, 10) : event.on;

function detailOf(ui: Ui, event: CanonicalBillingEvent, currency: string): string {
  const { time, waitsForApproval, approvedBy } = ui.texts.contracts;
  const approval = (by: string | undefined) => (by === undefined ? waitsForApproval : approvedBy(by));
  switch (event.kind) {
    case 'milestone_delivered':
      return event.milestoneKey;
    case 'milestone_accepted':
      return `${event.milestoneKey}, ${event.acceptedBy}`;
    case 'shipment':
      return event.lines
        .map(({ orderLineKey, quantity }) => `${orderLineKey} × ${quantityText(quantity)}`)
        .join(', ');
    case 'time_entry': {
      const hours = time.hours(quantityText(event.hours));
      return `${hours}, ${event.person} (${event.role}), ${approval(event.approval?.by)}`;
    }
    case 'expense': {
      const amount = moneyText(event.amount, currency, ui.locale);
      return `${amount}, ${event.person}, ${approval(event.approval?.by)}`;
    }
    case 'usage':
      return `${event.meter} ${quantityText(event.quantity)}`;
    default:
      return assertNever(event);
  }
}

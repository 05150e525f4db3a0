import { assertNever } from '../../../core/assert.ts';
import type { CanonicalBillingEvent } from '../../../core/canonical/billing-event.ts';
import { moneyText } from '../../format/money-text.ts';
import { quantityText } from '../../format/quantity-text.ts';
import type { Ui } from '../../ui.ts';

/** The day of a fact; that of usage by its instant in UTC. */
export const factDay = (event: CanonicalBillingEvent): string =>
  event.kind === 'usage' ? event.at.slice(0, 10) : event.on;

/** What a fact says, in words. */
export function factText(ui: Ui, event: CanonicalBillingEvent, currency: string): string {
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

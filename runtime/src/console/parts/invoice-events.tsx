/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Actor } from '../../core/actor.ts';
import type { InvoiceView, TimelineEntry } from '../../flow/read/get-invoice.ts';
import { moneyText } from '../format/money-text.ts';
import { whyOf } from '../read/why-of.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';

type EventsProps = { ui: Ui; view: InvoiceView; zone: string };

/** Every event of the invoice in order: what, who, and when in the zone that is named below. */
export function InvoiceEvents({ ui, view, zone }: EventsProps) {
  const { eventColumns } = ui.texts.invoice;
  return (
    <section class="block" aria-labelledby="title-events">
      <h2 id="title-events">{ui.texts.invoice.events}</h2>
      <table class="grid grid-cards events">
        <thead>
          <tr>
            <th scope="col">{eventColumns.what}</th>
            <th scope="col">{eventColumns.who}</th>
            <th scope="col">{eventColumns.when}</th>
          </tr>
        </thead>
        <tbody>
          {view.timeline.map((entry) => (
            <tr>
              <th scope="row">
                {nameOf(ui.texts.events, entry.type)}
                {detailsOf(ui, view, entry).map((detail) => (
                  <span class="under">{detail}</span>
                ))}
              </th>
              <td data-label={eventColumns.who}>{actorText(ui, entry.actor)}</td>
              <td data-label={eventColumns.when}>
                <Instant ui={ui} at={entry.at} zone={zone} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="meta">{ui.texts.layout.timesIn(zone)}</p>
    </section>
  );
}

/** What an event's data says to people; the rest of it is in the audit trail. */
function detailsOf(ui: Ui, view: InvoiceView, { data }: TimelineEntry): string[] {
  const texts = ui.texts.invoice;
  const reason = data['reason'];
  const applied = data['applied'];
  const recipients = data['recipients'];
  const why = whyOf(data);
  const details: string[] = [];
  if (typeof reason === 'string' && reason !== '') details.push(texts.reason(reason));
  if (why !== undefined) details.push(why.why[ui.locale]);
  if (typeof applied === 'string') {
    details.push(texts.applied(moneyText(applied, view.document.currency, ui.locale)));
  }
  if (Array.isArray(recipients)) details.push(texts.deliveryTo(recipients.join(', ')));
  return details;
}

function actorText(ui: Ui, actor: Actor): string {
  if (actor.kind === 'system') return actor.name;
  return actor.kind === 'person' ? actor.name : `${actor.name} (${ui.texts.actorKinds[actor.kind]})`;
}

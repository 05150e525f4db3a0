/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Page } from '../../flow/read/page.ts';
import type { DeliveryView } from '../../flow/webhooks/list-webhook-deliveries.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';

const TONES: Readonly<Record<string, string>> = {
  pending: 'blue',
  delivered: 'green',
  failed: 'amber',
  given_up: 'red',
};

type LogProps = { ui: Ui; endpointId: string; log: Page<DeliveryView> };

/** What was sent to an endpoint, newest first; no answer's body is kept or shown. */
export function WebhookLog({ ui, endpointId, log }: LogProps) {
  const texts = ui.texts.webhooks;
  const { columns } = texts;
  return (
    <section class="block" aria-labelledby="title-log">
      <h2 id="title-log">{texts.log}</h2>
      {log.items.length === 0 ? <p class="empty-inline">{texts.logEmpty}</p> : null}
      {log.items.length === 0 ? null : (
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{columns.event}</th>
              <th scope="col">{columns.state}</th>
              <th scope="col">{columns.answer}</th>
              <th scope="col">{columns.at}</th>
              <th scope="col">{columns.next}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            {log.items.map((delivery) => (
              <Delivery ui={ui} endpointId={endpointId} delivery={delivery} />
            ))}
          </tbody>
        </table>
      )}
      {log.next === null ? null : (
        <p class="pager">
          <a href={`/webhooks/${endpointId}?before=${log.next}`}>{ui.texts.deadLetters.older}</a>
        </p>
      )}
      <p class="meta">{ui.texts.layout.timesIn('UTC')}</p>
    </section>
  );
}

function Delivery({ ui, endpointId, delivery }: { ui: Ui; endpointId: string; delivery: DeliveryView }) {
  const texts = ui.texts.webhooks;
  const { columns } = texts;
  const at = (instant: Date | null) => (instant === null ? '–' : <Instant ui={ui} at={instant} zone="UTC" />);
  return (
    <tr>
      <th scope="row">
        {nameOf(ui.texts.events, delivery.eventType)}
        <span class="under mono">{delivery.eventId}</span>
      </th>
      <td data-label={columns.state}>
        <span class={`chip tone-${TONES[delivery.state] ?? 'grey'}`}>
          {nameOf(texts.deliveryStates, delivery.state)}
        </span>
      </td>
      <td data-label={columns.answer}>
        {delivery.httpStatus ?? delivery.outcome ?? '–'}
        <span class="under">{texts.attempts(String(delivery.attempt))}</span>
      </td>
      <td data-label={columns.at}>
        {at(delivery.lastAttemptAt === null ? null : new Date(delivery.lastAttemptAt))}
      </td>
      <td data-label={columns.next}>{at(delivery.state === 'pending' ? delivery.nextAttemptAt : null)}</td>
      <td>
        {delivery.invoiceId === null ? null : (
          <form class="row-actions" method="post" action={`/webhooks/${endpointId}/replay`}>
            <input type="hidden" name="eventId" value={delivery.eventId} />
            <button class="button button-small" type="submit">
              {texts.replayOne}
              <span class="unseen">{`: ${delivery.eventId}`}</span>
            </button>
          </form>
        )}
      </td>
    </tr>
  );
}

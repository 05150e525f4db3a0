/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';

type Attempt = InvoiceView['attempts'][number];
type DeliveriesProps = { ui: Ui; attempts: readonly Attempt[]; zone: string };

/** Every attempt to send the invoice; one whose outcome is not known says so, and what to do. */
export function InvoiceDeliveries({ ui, attempts, zone }: DeliveriesProps) {
  const texts = ui.texts.invoice;
  return (
    <section class="block" aria-labelledby="title-deliveries">
      <h2 id="title-deliveries">{texts.deliveries}</h2>
      {attempts.length === 0 ? <p class="muted">{texts.deliveriesNone}</p> : null}
      <ul class="plain">
        {attempts.map((attempt) => (
          <li class="system">
            <div class="system-head">
              <h3>{texts.deliveryTo(attempt.recipients.join(', '))}</h3>
              <span class={`chip send-${attempt.state}`}>{nameOf(ui.texts.sendStates, attempt.state)}</span>
            </div>
            <p class="meta">
              <Instant ui={ui} at={attempt.queuedAt} zone={zone} sentence={texts.deliveryAt} />
            </p>
            <Advice ui={ui} attempt={attempt} />
            {attempt.detail === null ? null : (
              <p class="meta mono" lang="en">
                {attempt.detail}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Advice({ ui, attempt }: { ui: Ui; attempt: Attempt }) {
  const texts = ui.texts.invoice;
  if (attempt.state === 'unknown') return <p class="advice">{texts.deliveryUnknown(attempt.messageId)}</p>;
  if (attempt.state === 'failed') return <p class="advice">{texts.deliveryFailed}</p>;
  return null;
}

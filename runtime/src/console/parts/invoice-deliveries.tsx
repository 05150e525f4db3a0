/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';
import { MailReports } from './mail-reports.tsx';

type Attempt = InvoiceView['attempts'][number];
type DeliveriesProps = { ui: Ui; view: InvoiceView; zone: string };

/**
 * Every attempt to send the invoice, with what was told of it since; one whose outcome is not known says so, and what to do.
 */
export function InvoiceDeliveries({ ui, view: { attempts, document }, zone }: DeliveriesProps) {
  const texts = ui.texts.invoice;
  const mayClose = document.status === 'issued' && ui.viewer?.permissions.has('send') === true;
  return (
    <section class="block" aria-labelledby="title-deliveries">
      <h2 id="title-deliveries">{texts.deliveries}</h2>
      {attempts.length === 0 ? <p class="muted">{texts.deliveriesNone}</p> : null}
      <ul class="plain">
        {attempts.map((attempt) => (
          <li class="system">
            <div class="system-head">
              <h3>{texts.deliveryTo(attempt.recipients.join(', '))}</h3>
              <Chip ui={ui} state={attempt.reported ?? attempt.state} />
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
            <MailReports
              ui={ui}
              invoiceId={document.id}
              reports={attempt.reports}
              zone={zone}
              mayClose={mayClose}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

const Chip = ({ ui, state }: { ui: Ui; state: string }) => (
  <span class={`chip send-${state}`}>{nameOf(ui.texts.sendStates, state)}</span>
);

function Advice({ ui, attempt }: { ui: Ui; attempt: Attempt }) {
  const texts = ui.texts.invoice;
  if (attempt.reported !== null) return null;
  if (attempt.state === 'unknown') return <p class="advice">{texts.deliveryUnknown(attempt.messageId)}</p>;
  if (attempt.state === 'failed') return <p class="advice">{texts.deliveryFailed}</p>;
  return null;
}

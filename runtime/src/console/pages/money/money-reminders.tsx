/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ReminderView } from '../../../flow/remind/read-reminders.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { MailReports } from '../../parts/mail-reports.tsx';
import { MoneyAct } from './money-act.tsx';
import type { MoneyPartProps } from './money-page.tsx';

/** What was sent about the invoice, what comes next for its customer, and the button that reminds now. */
export function MoneyReminders(part: MoneyPartProps) {
  const { ui, data } = part;
  const texts = ui.texts.reminders;
  const { sent } = data.reminders;
  return (
    <section class="block" aria-labelledby="title-reminders">
      <h2 id="title-reminders">{texts.title}</h2>
      <Next {...part} />
      {sent.length === 0 ? <p class="hint">{texts.sentNone}</p> : null}
      {sent.map((reminder) => (
        <Sent {...part} reminder={reminder} />
      ))}
      <div class="actions invoice-actions">
        <MoneyAct part={part} action="remind" />
      </div>
    </section>
  );
}

function Next({ ui, data }: MoneyPartProps) {
  const { next } = data.reminders;
  const texts = ui.texts.reminders;
  if (next === null) return null;
  const words = [
    texts.states[next.state],
    next.nextOn === null ? null : dateText(next.nextOn, ui.locale),
    moneyText(next.sum, next.currency, ui.locale),
  ];
  const { entityId, customerId } = data.view.document;
  const settings = `/set-up/entities/${entityId}/reminders?customer=${customerId}`;
  return (
    <p>
      <strong>{texts.next}</strong> {words.filter((word) => word !== null).join(' · ')}{' '}
      {ui.viewer?.permissions.has('admin') === true ? <a href={settings}>{texts.settings}</a> : null}
    </p>
  );
}

function Sent({ ui, data, reminder }: MoneyPartProps & { reminder: ReminderView }) {
  const texts = ui.texts.reminders;
  const words = [
    dateText(reminder.plannedOn, ui.locale),
    reminder.reported === null ? texts.sentStates[reminder.state] : ui.texts.sendStates[reminder.reported],
    texts.mailOf(String(reminder.attempt), texts.tones[reminder.tone]),
    reminder.isByHand ? texts.byHand : null,
  ];
  return (
    <details>
      <summary>{words.filter((word) => word !== null).join(' · ')}</summary>
      <p class="under">{reminder.recipients.join(', ')}</p>
      {reminder.subject === null ? null : (
        <p>
          <strong>{reminder.subject}</strong>
        </p>
      )}
      {reminder.body === null ? null : <pre class="code">{reminder.body}</pre>}
      <MailReports
        ui={ui}
        invoiceId={data.view.document.id}
        reports={reminder.reports}
        zone={data.timeZone}
        mayClose={data.view.document.status === 'issued' && ui.viewer?.permissions.has('send') === true}
      />
      {reminder.detail === null || reminder.state === 'sent' ? null : <p class="under">{reminder.detail}</p>}
    </details>
  );
}

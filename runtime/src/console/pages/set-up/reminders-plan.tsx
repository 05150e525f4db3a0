/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ReminderPreview } from '../../../flow/remind/preview-reminders.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import type { Ui } from '../../ui.ts';

type PlanProps = { ui: Ui; entityId: string; preview: ReminderPreview };

/** What would be sent to each customer today, and why not where it would not. */
export function RemindersPlan({ ui, entityId, preview }: PlanProps) {
  const { texts, locale } = ui;
  const { columns, ...words } = texts.reminders;
  return (
    <section class="block" aria-labelledby="title-plan">
      <h2 id="title-plan">{words.today(dateText(preview.today, locale))}</h2>
      <p class="meta">{words.todayHelp}</p>
      {preview.plans.length === 0 ? <p class="hint">{words.nothing}</p> : null}
      <table class="grid grid-cards" hidden={preview.plans.length === 0}>
        <thead>
          <tr>
            <th scope="col">{columns.customer}</th>
            <th scope="col" class="number">
              {columns.sum}
            </th>
            <th scope="col" class="number">
              {columns.days}
            </th>
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.next}</th>
            <th scope="col">{columns.mail}</th>
          </tr>
        </thead>
        <tbody>
          {preview.plans.map((plan) => (
            <tr>
              <th scope="row">
                <a href={`/set-up/entities/${entityId}/reminders?customer=${plan.customerId}`}>
                  {plan.customerName}
                </a>
              </th>
              <td class="number" data-label={columns.sum}>
                {moneyText(plan.sum, plan.currency, locale)}
              </td>
              <td class="number" data-label={columns.days}>
                {plan.daysOverdue}
              </td>
              <td data-label={columns.state}>
                <span class={plan.state === 'due' ? 'chip tone-green' : 'chip'}>
                  {words.states[plan.state]}
                </span>
              </td>
              <td data-label={columns.next}>{plan.nextOn === null ? '' : dateText(plan.nextOn, locale)}</td>
              <td data-label={columns.mail}>
                {plan.state === 'due' ? words.mailOf(String(plan.attempt), words.tones[plan.tone]) : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.hasMore ? <p class="hint">{words.more}</p> : null}
    </section>
  );
}

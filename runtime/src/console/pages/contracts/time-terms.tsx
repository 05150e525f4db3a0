/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { TimePlan } from '../../../core/canonical/contract-time.ts';
import type { TimeProgress } from '../../../flow/contracts/read-time-progress.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { quantityText } from '../../format/quantity-text.ts';
import type { Ui } from '../../ui.ts';

type TimeProps = { ui: Ui; plan: TimePlan; progress: TimeProgress; currency: string };

/** Rates by role with the hours that are approved and those that wait, and the expenses. */
export function TimeTerms({ ui, plan, progress, currency }: TimeProps) {
  const { time: texts, items } = ui.texts.contracts;
  const amount = (decimal: string) => moneyText(decimal, currency, ui.locale);
  const hoursOf = (role: string) => progress.roles.find((one) => one.role === role);
  const roles = [...new Set([...plan.rates, ...progress.roles].map(({ role }) => role))];
  return (
    <>
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{texts.role}</th>
            <th scope="col">{texts.rate}</th>
            <th scope="col" class="number">
              {texts.approved}
            </th>
            <th scope="col" class="number">
              {texts.open}
            </th>
          </tr>
        </thead>
        <tbody>
          {roles.map((role) => (
            <tr>
              <td>
                <span class="strong">{role}</span>
              </td>
              <td data-label={texts.rate}>
                <span>
                  {plan.rates
                    .filter((rate) => rate.role === role)
                    .map(({ hourlyRate, from }) => (
                      <span class="contract-rate">
                        {amount(hourlyRate)}
                        <span class="under">{`${texts.from} ${dateText(from, ui.locale)}`}</span>
                      </span>
                    ))}
                </span>
              </td>
              <td class="number" data-label={texts.approved}>
                {texts.hours(quantityText(hoursOf(role)?.approvedHours ?? '0'))}
              </td>
              <td class="number" data-label={texts.open}>
                {texts.hours(quantityText(hoursOf(role)?.openHours ?? '0'))}
              </td>
            </tr>
          ))}
          <tr>
            <td>
              <span class="strong">{texts.expenses}</span>
            </td>
            <td class="desk-only"></td>
            <td class="number" data-label={texts.approved}>
              {amount(progress.expenses.approved)}
            </td>
            <td class="number" data-label={texts.open}>
              {amount(progress.expenses.open)}
            </td>
          </tr>
        </tbody>
      </table>
      <p class="contract-sum">
        {texts.details[plan.detail ?? 'role']} · {items.interval}{' '}
        {items.every[plan.interval.unit](String(plan.interval.count))}
        {plan.capPerPeriod === undefined ? null : ` · ${texts.cap} ${amount(plan.capPerPeriod)}`}
      </p>
    </>
  );
}

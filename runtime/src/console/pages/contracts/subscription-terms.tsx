/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { SubscriptionPlan, UsageItem } from '../../../core/canonical/contract-subscription.ts';
import { moneyText } from '../../format/money-text.ts';
import { quantityText } from '../../format/quantity-text.ts';
import type { Ui } from '../../ui.ts';

type SubscriptionProps = { ui: Ui; plan: SubscriptionPlan; currency: string };

/** The items of a subscription: price, quantity, how often and when they are billed. */
export function SubscriptionTerms({ ui, plan, currency }: SubscriptionProps) {
  const { items: texts } = ui.texts.contracts;
  const every = texts.every[plan.interval.unit](String(plan.interval.count));
  return (
    <>
      {plan.isPaused === true ? <p class="advice">{texts.paused}</p> : null}
      {plan.items.length === 0 ? (
        <p class="muted">{texts.none}</p>
      ) : (
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{texts.item}</th>
              <th scope="col" class="number">
                {texts.price}
              </th>
              <th scope="col" class="number">
                {texts.quantity}
              </th>
              <th scope="col">{texts.interval}</th>
              <th scope="col">{texts.timing}</th>
            </tr>
          </thead>
          <tbody>
            {plan.items.map((item) => (
              <tr>
                <td>
                  <span class="strong">{item.sku}</span>
                  {item.kind === 'usage' ? <span class="under">{item.meter}</span> : null}
                </td>
                <td class="number" data-label={texts.price}>
                  {priceOf(ui, item, currency)}
                  {item.kind === 'usage' ? <span class="under">{extrasOf(ui, item, currency)}</span> : null}
                </td>
                <td class="number" data-label={texts.quantity}>
                  {item.kind === 'usage' ? texts.byUsage : quantityText(item.quantity)}
                </td>
                <td data-label={texts.interval}>{every}</td>
                <td data-label={texts.timing}>
                  {item.kind === 'usage' ? texts.in_arrears : texts[item.timing]}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function priceOf(ui: Ui, item: SubscriptionPlan['items'][number], currency: string): string {
  const { items: texts } = ui.texts.contracts;
  const amount = (decimal: string | undefined) =>
    decimal === undefined ? texts.listPrice : moneyText(decimal, currency, ui.locale);
  if (item.kind === 'recurring') return amount(item.unitPrice);
  const { pricing } = item;
  if (pricing.model === 'standard') return amount(pricing.unitPrice);
  if (pricing.model === 'package') return `${amount(pricing.packagePrice)} / ${quantityText(pricing.size)}`;
  return pricing.model === 'percentage'
    ? `${quantityText(pricing.ratePercent)}%`
    : texts.models[pricing.model];
}

/** Tiers, what is free, and what a period costs at least. */
function extrasOf(ui: Ui, { pricing, freeUnits, minimumCommitment }: UsageItem, currency: string): string {
  const { items: texts } = ui.texts.contracts;
  const amount = (decimal: string) => moneyText(decimal, currency, ui.locale);
  const tiers =
    'tiers' in pricing
      ? pricing.tiers.map(
          ({ upTo, unitPrice }) => `${upTo === null ? '∞' : `≤ ${quantityText(upTo)}`}: ${amount(unitPrice)}`,
        )
      : [];
  return [
    ...tiers,
    ...(freeUnits === undefined ? [] : [texts.free(quantityText(freeUnits))]),
    ...(minimumCommitment === undefined ? [] : [texts.minimum(amount(minimumCommitment))]),
  ].join(' · ');
}

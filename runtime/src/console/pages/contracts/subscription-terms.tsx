/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { SubscriptionPlan, UsageItem } from '../../../core/canonical/contract-subscription.ts';
import type { ContractProduct } from '../../../flow/contracts/read-contract.ts';
import { moneyText } from '../../format/money-text.ts';
import { quantityText } from '../../format/quantity-text.ts';
import type { Ui } from '../../ui.ts';

type SubscriptionProps = {
  ui: Ui;
  plan: SubscriptionPlan;
  products: readonly ContractProduct[];
  currency: string;
};

/** The items of a subscription: price, quantity, how often and when they are billed. */
export function SubscriptionTerms({ ui, plan, products, currency }: SubscriptionProps) {
  const { items: texts } = ui.texts.contracts;
  const productOf = (sku: string) => products.find((product) => product.sku === sku);
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
                  <span class="strong">{productOf(item.sku)?.names[ui.locale] ?? item.sku}</span>
                  <span class="under">
                    {item.kind === 'usage' ? `${item.sku} · ${item.meter}` : item.sku}
                  </span>
                </td>
                <td class="number" data-label={texts.price}>
                  {priceOf(ui, item, currency)}
                  <Beside
                    ui={ui}
                    item={item}
                    listPrice={productOf(item.sku)?.listPrice}
                    currency={currency}
                  />
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

type BesideProps = { ui: Ui; item: Item; listPrice: string | null | undefined; currency: string };

/** What belongs to a price: tiers and bounds of usage, today's figure of a price that the master decides. */
function Beside({ ui, item, listPrice, currency }: BesideProps) {
  if (item.kind === 'usage') return <span class="under">{extrasOf(ui, item, currency)}</span>;
  if (item.unitPrice !== undefined || typeof listPrice !== 'string') return null;
  return <span class="under">{moneyText(listPrice, currency, ui.locale)}</span>;
}

type Item = SubscriptionPlan['items'][number];

function priceOf(ui: Ui, item: Item, currency: string): string {
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

/** Tiers, what is free, what a period costs at least, and how long its usage is taken. */
function extrasOf(
  ui: Ui,
  { pricing, freeUnits, minimumCommitment, lateDays }: UsageItem,
  currency: string,
): string {
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
    lateDays === undefined ? texts.lateAlways : texts.lateDays(String(lateDays)),
  ].join(' · ');
}

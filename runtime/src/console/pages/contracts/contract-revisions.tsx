/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { CanonicalContract } from '../../../core/canonical/contract.ts';
import type { ContractView } from '../../../flow/contracts/read-contract.ts';
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { quantityText } from '../../format/quantity-text.ts';
import type { Ui } from '../../ui.ts';

/** What was agreed from when on, where it changed at all. */
export function ContractRevisions({ ui, contract }: { ui: Ui; contract: ContractView }) {
  const { revisions } = contract.contract;
  if (revisions.length < 2) return null;
  const texts = ui.texts.contracts;
  const ordered = revisions.toSorted((one, other) => (one.effectiveOn < other.effectiveOn ? 1 : -1));
  return (
    <section class="block" aria-labelledby="title-revisions">
      <h2 id="title-revisions">{texts.revisions}</h2>
      <ul class="contract-revisions">
        {ordered.map(({ effectiveOn, plan }) => (
          <li>
            <strong>{dateText(effectiveOn, ui.locale)}</strong>
            <span>{summaryOf(ui, plan, contract.currency)}</span>
            {effectiveOn === contract.inForceFrom ? (
              <span class="chip tone-green">{texts.inForce}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Plan = CanonicalContract['revisions'][number]['plan'];

function summaryOf(ui: Ui, plan: Plan, currency: string): string {
  const { items, forms } = ui.texts.contracts;
  if (plan.form === 'milestones') return moneyText(plan.total, currency, ui.locale);
  if (plan.form === 'order')
    return plan.lines.map(({ sku, quantity }) => `${sku} × ${quantityText(quantity)}`).join(', ');
  if (plan.form === 'time_and_materials') return forms[plan.form];
  if (plan.isPaused === true) return items.paused;
  return plan.items
    .map((item) =>
      item.kind === 'recurring'
        ? `${item.sku} × ${quantityText(item.quantity)}`
        : `${item.sku} (${item.meter})`,
    )
    .join(', ');
}

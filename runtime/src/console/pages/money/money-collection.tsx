/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { dateText } from '../../format/date-text.ts';
import { moneyText } from '../../format/money-text.ts';
import { Select } from '../../parts/form/select.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { MoneyAct } from './money-act.tsx';
import type { MoneyPartProps } from './money-page.tsx';

const STATUSES = ['paused', 'promised', 'escalated', 'normal'] as const;

/** How the invoice is collected today, what was said last, and the form that changes it. */
export function MoneyCollection(part: MoneyPartProps) {
  const { ui, data } = part;
  const { fields, ...texts } = ui.texts.money;
  return (
    <section class="block" aria-labelledby="title-collection">
      <h2 id="title-collection">{texts.collecting}</h2>
      <p>
        <strong>{texts.collectionStates[data.view.standing.collection]}</strong>
      </p>
      <LastSaid {...part} />
      <div class="actions invoice-actions">
        <MoneyAct part={part} action="collect" reason="optional">
          <Select
            ui={ui}
            name="collect-status"
            label={fields.status}
            choices={STATUSES.map((value) => ({ value, label: texts.collectionStates[value] }))}
            isRequired
          />
          <TextField ui={ui} name="collect-until" label={fields.until} help={fields.untilHelp} type="date" />
          <TextField
            ui={ui}
            name="collect-amount"
            label={fields.promise}
            help={fields.amountHelp(data.view.document.currency)}
            inputmode="decimal"
          />
        </MoneyAct>
      </div>
    </section>
  );
}

function LastSaid({ ui, data }: MoneyPartProps) {
  const { collection, currency } = data.settlement;
  if (collection === null) return null;
  const { texts, locale } = ui;
  const { until, promised, reason, changedBy } = collection;
  const day = until === null ? null : dateText(until, locale);
  const term =
    day === null
      ? null
      : promised === null
        ? texts.money.until(day)
        : texts.money.promised(moneyText(promised, currency, locale), day);
  const parts = [texts.money.collectionStates[collection.status], term, reason, changedBy.name];
  return <p class="under">{parts.filter((part) => part !== null).join(' · ')}</p>;
}

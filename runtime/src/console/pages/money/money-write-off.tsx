/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { moneyText } from '../../format/money-text.ts';
import { MoneyAct } from './money-act.tsx';
import type { MoneyPartProps } from './money-page.tsx';

/** The write-offs of the invoice, the newest first, and the step that the viewer may do now. */
export function MoneyWriteOff(part: MoneyPartProps) {
  const { ui, data } = part;
  const { writeOffs, currency } = data.settlement;
  const texts = ui.texts.money;
  return (
    <section class="block" aria-labelledby="title-write-off">
      <h2 id="title-write-off">{texts.writeOff}</h2>
      <p class="hint">{texts.writeOffLead}</p>
      {writeOffs.map((one) => (
        <div>
          <p>
            <strong>{texts.writeOffStates[one.state]}</strong>
            {` · ${texts.askedBy(one.requestedBy.name, moneyText(one.booked ?? one.amount, currency, ui.locale))}`}
          </p>
          <p class="under">{ui.texts.invoice.reason(one.reason)}</p>
          {one.decisionReason === null ? null : (
            <p class="under">{`${one.decidedBy?.name ?? ''}: ${one.decisionReason}`}</p>
          )}
        </div>
      ))}
      <div class="actions invoice-actions">
        <MoneyAct part={part} action="askWriteOff" reason="required" tone="danger" />
        <MoneyAct part={part} action="approveWriteOff" reason="optional" tone="main" />
        <MoneyAct part={part} action="rejectWriteOff" reason="required" />
        <MoneyAct part={part} action="bookWriteOff" tone="danger" />
      </div>
    </section>
  );
}

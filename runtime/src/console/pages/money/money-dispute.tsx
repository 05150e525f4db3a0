/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { moneyText } from '../../format/money-text.ts';
import { Select } from '../../parts/form/select.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { MoneyAct } from './money-act.tsx';
import type { MoneyPartProps } from './money-page.tsx';

const OUTCOMES = ['accepted', 'rejected', 'withdrawn'] as const;

/** The disputes about the invoice, the newest first, and the forms that open and close one. */
export function MoneyDispute(part: MoneyPartProps) {
  const { ui, data } = part;
  const { disputes, currency } = data.settlement;
  const texts = ui.texts.money;
  return (
    <section class="block" aria-labelledby="title-dispute">
      <h2 id="title-dispute">{texts.dispute}</h2>
      {disputes.length === 0 ? <p class="hint">{texts.disputeNone}</p> : null}
      {disputes.map((one) => (
        <div>
          <p>
            <strong>{texts.disputeStates[one.state]}</strong>
            {` · ${texts.disputeOf(moneyText(one.amount, currency, ui.locale), one.openedBy.name)}`}
          </p>
          <p class="under">{ui.texts.invoice.reason(one.reason)}</p>
          {one.outcomeReason === null ? null : (
            <p class="under">{`${one.closedBy?.name ?? ''}: ${one.outcomeReason}`}</p>
          )}
        </div>
      ))}
      <div class="actions invoice-actions">
        <OpenForm {...part} />
        <CloseForm {...part} />
      </div>
    </section>
  );
}

function OpenForm(part: MoneyPartProps) {
  const { ui } = part;
  const { fields } = ui.texts.money;
  return (
    <MoneyAct part={part} action="openDispute" reason="required">
      <TextField
        ui={ui}
        name="openDispute-amount"
        label={fields.disputed}
        help={fields.disputedHelp}
        inputmode="decimal"
      />
      <TextField
        ui={ui}
        name="openDispute-positions"
        label={fields.positions}
        help={fields.positionsHelp}
        maxlength={200}
      />
    </MoneyAct>
  );
}

function CloseForm(part: MoneyPartProps) {
  const { ui, data } = part;
  const { fields, disputeStates } = ui.texts.money;
  const notes = data.view.creditNotes.flatMap(({ id, number, status }) =>
    status === 'voided' ? [] : [{ value: id, label: number ?? ui.texts.credit.draft }],
  );
  return (
    <MoneyAct part={part} action="closeDispute" reason="required">
      <Select
        ui={ui}
        name="closeDispute-outcome"
        label={fields.outcome}
        choices={OUTCOMES.map((value) => ({ value, label: disputeStates[value] }))}
        value="rejected"
        isRequired
      />
      <Select
        ui={ui}
        name="closeDispute-creditNoteId"
        label={fields.settledWith}
        help={fields.settledWithHelp}
        choices={notes}
        emptyLabel="—"
      />
    </MoneyAct>
  );
}

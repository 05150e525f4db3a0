/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { DEDUCTIONS } from '../../../core/settlement/deductions.ts';
import { moneyText } from '../../format/money-text.ts';
import { Select } from '../../parts/form/select.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { StatusChip } from '../../parts/status-chip.tsx';
import { MoneyAct } from './money-act.tsx';
import type { MoneyPartProps } from './money-page.tsx';

/** What the invoice is settled with, down to what is owed, and the forms that move money. */
export function MoneySplit(part: MoneyPartProps) {
  const { ui, data } = part;
  const { document, standing } = data.view;
  const texts = ui.texts.money;
  const amount = (decimal: string) => moneyText(decimal, document.currency, ui.locale);
  const rows = [
    [texts.total, standing.total],
    [texts.received, standing.cash],
    [texts.credited, standing.credit],
    [texts.deducted, standing.deducted],
    [texts.loss, standing.loss],
    [texts.balance, standing.balance],
  ] as const;
  return (
    <section class="block" aria-labelledby="title-split">
      <h2 id="title-split">{texts.split}</h2>
      <p>
        <StatusChip ui={ui} status={standing.displayStatus} />
        {standing.overdueLevel === null ? null : ` ${texts.level}: ${standing.overdueLevel}`}
      </p>
      <table class="grid">
        <tbody>
          {rows.map(([name, decimal]) => (
            <tr>
              <th scope="row">{name}</th>
              <td class="number">{amount(decimal)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="actions invoice-actions">
        <PayForm {...part} />
        <RefundForm {...part} />
      </div>
    </section>
  );
}

function PayForm(part: MoneyPartProps) {
  const { ui, data } = part;
  const { fields, deductions } = ui.texts.money;
  const rests = (['keep', 'oldest_due'] as const).map((value) => ({ value, label: fields.rests[value] }));
  const reasons = DEDUCTIONS.map((value) => ({ value, label: deductions[value] }));
  const help = fields.amountHelp(data.view.document.currency);
  const states = (['settled', 'processing'] as const).map((value) => ({
    value,
    label: fields.states[value],
  }));
  return (
    <MoneyAct part={part} action="pay" tone="main" hidden={{ 'pay-externalId': data.externalId }}>
      <Select ui={ui} name="pay-state" label={fields.state} choices={states} value="settled" />
      <TextField ui={ui} name="pay-amount" label={fields.amount} help={help} inputmode="decimal" isRequired />
      <TextField
        ui={ui}
        name="pay-receivedOn"
        label={fields.receivedOn}
        help={fields.receivedOnHelp}
        type="date"
        value={data.today}
        isRequired
      />
      <TextField
        ui={ui}
        name="pay-reference"
        label={fields.reference}
        help={fields.referenceHelp}
        maxlength={300}
      />
      <Select
        ui={ui}
        name="pay-deduction"
        label={fields.deduction}
        choices={reasons}
        emptyLabel={fields.deductionNone}
      />
      <TextField ui={ui} name="pay-deducted" label={fields.deducted} help={help} inputmode="decimal" />
      <Select ui={ui} name="pay-rest" label={fields.rest} choices={rests} value="keep" />
    </MoneyAct>
  );
}

function RefundForm(part: MoneyPartProps) {
  const { ui, data } = part;
  const { fields } = ui.texts.money;
  const { document, creditNotes } = data.view;
  const notes = creditNotes.flatMap(({ id, number, status }) =>
    number === null || status !== 'issued' ? [] : [{ value: id, label: fields.fromNote(number) }],
  );
  return (
    <MoneyAct part={part} action="refund" reason="required" hidden={{ 'refund-externalId': data.externalId }}>
      <TextField
        ui={ui}
        name="refund-amount"
        label={fields.amount}
        help={fields.amountHelp(document.currency)}
        inputmode="decimal"
        isRequired
      />
      <TextField
        ui={ui}
        name="refund-refundedOn"
        label={fields.refundedOn}
        type="date"
        value={data.today}
        isRequired
      />
      <Select
        ui={ui}
        name="refund-creditNoteId"
        label={fields.creditNote}
        choices={notes}
        emptyLabel={fields.fromInvoice}
      />
      <TextField ui={ui} name="refund-reference" label={fields.reference} maxlength={300} />
    </MoneyAct>
  );
}

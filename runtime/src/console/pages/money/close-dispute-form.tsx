/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { Select } from '../../parts/form/select.tsx';
import { DISPUTE_OUTCOMES, reissueBlockOf } from '../../read/dispute-outcomes.ts';
import { MoneyAct } from './money-act.tsx';
import type { MoneyPartProps } from './money-page.tsx';

/** The form that closes a dispute: only the outcomes that are possible now, and why another one is not. */
export function CloseDisputeForm(part: MoneyPartProps) {
  const { ui, data } = part;
  const { fields, disputeOutcomes, reissueBlocks } = ui.texts.money;
  const mayAccept = ui.viewer?.permissions.has('approve') === true;
  const block = reissueBlockOf(data.view);
  const outcomes = DISPUTE_OUTCOMES.filter((outcome) => {
    if (outcome === 'reissue') return mayAccept && block === null;
    return mayAccept || outcome !== 'credit_note';
  });
  const notes = data.view.creditNotes.flatMap(({ id, number, status }) =>
    status === 'voided' ? [] : [{ value: id, label: number ?? ui.texts.credit.draft }],
  );
  return (
    <MoneyAct part={part} action="closeDispute" reason="required">
      <Select
        ui={ui}
        name="closeDispute-outcome"
        label={fields.outcome}
        help={mayAccept ? (block === null ? fields.reissueHelp : reissueBlocks[block]) : fields.acceptHelp}
        choices={outcomes.map((value) => ({ value, label: disputeOutcomes[value] }))}
        value="rejected"
        isRequired
      />
      {mayAccept ? (
        <Select
          ui={ui}
          name="closeDispute-creditNoteId"
          label={fields.settledWith}
          help={fields.settledWithHelp}
          choices={notes}
          emptyLabel="—"
        />
      ) : null}
    </MoneyAct>
  );
}

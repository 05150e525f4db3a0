/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DisputeView } from '../../../flow/read/load-disputes.ts';
import { moneyText } from '../../format/money-text.ts';
import { TextField } from '../../parts/form/text-field.tsx';
import { CloseDisputeForm } from './close-dispute-form.tsx';
import { MoneyAct } from './money-act.tsx';
import type { MoneyPartProps } from './money-page.tsx';

/** The disputes about the invoice, the newest first, and the forms that open and close one. */
export function MoneyDispute(part: MoneyPartProps) {
  const { ui, data } = part;
  const { disputes } = data.settlement;
  const texts = ui.texts.money;
  return (
    <section class="block" aria-labelledby="title-dispute">
      <h2 id="title-dispute">{texts.dispute}</h2>
      {disputes.length === 0 ? <p class="hint">{texts.disputeNone}</p> : null}
      {disputes.map((one) => (
        <OneDispute part={part} dispute={one} />
      ))}
      <div class="actions invoice-actions">
        <OpenForm {...part} />
        <CloseDisputeForm {...part} />
      </div>
    </section>
  );
}

function OneDispute({ part: { ui, data }, dispute }: { part: MoneyPartProps; dispute: DisputeView }) {
  const texts = ui.texts.money;
  const amount = moneyText(dispute.amount, data.settlement.currency, ui.locale);
  return (
    <div>
      <p>
        <strong>{texts.disputeStates[dispute.state]}</strong>
        {` · ${texts.disputeOf(amount, dispute.openedBy.name)}`}
      </p>
      <p class="under">{ui.texts.invoice.reason(dispute.reason)}</p>
      {dispute.reopenedBecause === null ? null : (
        <p class="under">{texts.disputeReopenedBecause(dispute.reopenedBecause)}</p>
      )}
      {dispute.outcomeReason === null ? null : (
        <p class="under">{`${dispute.closedBy?.name ?? ''}: ${dispute.outcomeReason}`}</p>
      )}
      <SettledWith part={{ ui, data }} dispute={dispute} />
    </div>
  );
}

/** What an accepted dispute is settled with, and the way to it. */
function SettledWith({
  part: { ui, data },
  dispute: { settledWith, creditNoteId, replacementId, reopenedAsId },
}: {
  part: Pick<MoneyPartProps, 'ui' | 'data'>;
  dispute: DisputeView;
}) {
  if (settledWith === null) return null;
  const texts = ui.texts.money;
  const documentId = creditNoteId ?? replacementId;
  const { creditNotes, replacedBy } = data.view;
  const tied = [...creditNotes, ...(replacedBy === null ? [] : [replacedBy])];
  const name = tied.find(({ id }) => id === documentId)?.number ?? ui.texts.credit.draft;
  return (
    <p class="under">
      {reopenedAsId === null ? texts.disputeSettled[settledWith] : texts.disputeNotSettled}
      {documentId === null ? null : [' ', <a href={`/invoices/${documentId}`}>{name}</a>]}
    </p>
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

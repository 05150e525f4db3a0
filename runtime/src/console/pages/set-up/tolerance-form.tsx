/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { ToleranceView } from '../../../flow/tolerance/list-tolerances.ts';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { Ui } from '../../ui.ts';
import type { WrongTolerance } from './approval-terms-page.tsx';

type ToleranceFormProps = { ui: Ui; tolerance: ToleranceView; wrong?: WrongTolerance | undefined };

/** The tolerance of one legal entity, who set it and why, and the form that sets another. */
export function ToleranceForm({ ui, tolerance, wrong }: ToleranceFormProps) {
  const texts = ui.texts.approvalTerms;
  const { entityId, entityName, currency, percent, amount, set } = tolerance;
  const values = wrong?.values ?? { percent, amount, reason: '' };
  return (
    <form class="form" method="post" action={`/set-up/approvals/tolerance/${entityId}`}>
      <fieldset class="group">
        <legend>{entityName}</legend>
        <p class="meta">{set === null ? texts.noTolerance : texts.setBy(set.by.name, set.reason)}</p>
        <div class="form-grid">
          <TextField
            ui={ui}
            name={`percent-${entityId}`}
            label={texts.percent}
            help={texts.percentHelp}
            value={values['percent']}
            inputmode="decimal"
            error={wrong?.fields['percent']}
            isRequired
          />
          <TextField
            ui={ui}
            name={`amount-${entityId}`}
            label={texts.amount(currency)}
            help={texts.amountHelp}
            value={values['amount']}
            inputmode="decimal"
            error={wrong?.fields['amount']}
            isRequired
          />
        </div>
        <TextField
          ui={ui}
          name={`reason-${entityId}`}
          label={texts.reason}
          help={texts.reasonHelp}
          value={values['reason']}
          maxlength={500}
          error={wrong?.fields['reason']}
          isRequired
        />
        <SubmitRow ui={ui} label={texts.save} />
      </fieldset>
    </form>
  );
}

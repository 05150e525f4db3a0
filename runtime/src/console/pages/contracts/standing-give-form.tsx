/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { ContractView } from '../../../flow/contracts/read-contract.ts';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';

/** What was typed into the form so far, and what was wrong with it. */
export type StandingForm = {
  values: FormValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The form that approves a contract's invoices beforehand, or why it cannot be done. */
export function StandingGiveForm({
  ui,
  contract,
  values,
  error,
  fields,
}: StandingForm & { ui: Ui; contract: ContractView }) {
  const texts = ui.texts.standing;
  const cannot = whyNot(ui, contract);
  const isPart = contract.collective !== null;
  if (cannot !== null) return <p class="meta">{cannot}</p>;
  return (
    <details open={error !== undefined || Object.keys(fields).length > 0}>
      <summary>{texts.formTitle}</summary>
      <p class="meta">{texts.formLead}</p>
      <FormErrors ui={ui} error={error} fields={fields} labels={{ ...texts, standingReason: texts.reason }} />
      <form class="form" method="post" action={`/contracts/${contract.id}/standing`}>
        <div class="form-grid">
          <TextField
            ui={ui}
            name="amountMax"
            label={isPart ? texts.partMax : texts.amountMax}
            help={isPart ? texts.partMaxHelp(contract.currency) : texts.amountMaxHelp(contract.currency)}
            value={values['amountMax']}
            inputmode="decimal"
            error={fields['amountMax']}
            isRequired
          />
          <TextField
            ui={ui}
            name="invoicesMax"
            label={texts.invoicesMax}
            help={texts.invoicesMaxHelp}
            value={values['invoicesMax']}
            inputmode="numeric"
            error={fields['invoicesMax']}
          />
          {(['startsOn', 'endsOn'] as const).map((name) => (
            <TextField
              ui={ui}
              name={name}
              label={texts[name]}
              type="date"
              value={values[name] ?? (name === 'startsOn' ? contract.today : undefined)}
              error={fields[name]}
              isRequired
            />
          ))}
        </div>
        <TextField
          ui={ui}
          name="standingReason"
          label={texts.reason}
          help={texts.reasonHelp}
          value={values['standingReason']}
          maxlength={500}
          error={fields['standingReason']}
          isRequired
        />
        <SubmitRow ui={ui} label={texts.submit} />
      </form>
    </details>
  );
}

function whyNot({ viewer, texts: { standing } }: Ui, { form, collective }: ContractView): string | null {
  if (form === 'milestones' || (form === 'order' && collective === null)) return standing.onlySeries;
  return viewer?.permissions.has('approve') === true ? null : standing.needs;
}

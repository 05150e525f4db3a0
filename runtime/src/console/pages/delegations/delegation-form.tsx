/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { Select } from '../../parts/form/select.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import type { Ui } from '../../ui.ts';

/** What was typed into the form so far. */
export type DelegationValues = { toPersonId: string; startsOn: string; endsOn: string; reason: string };

type FormProps = {
  ui: Ui;
  colleagues: readonly { id: string; name: string }[];
  viewerId: string;
  values: DelegationValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The form that has somebody decide in one's own place. */
export function DelegationForm({ ui, colleagues, viewerId, values, error, fields }: FormProps) {
  const texts = ui.texts.delegations;
  const labels = { ...texts, toPersonId: texts.to };
  return (
    <section class="block narrow" aria-labelledby="title-delegate">
      <h2 id="title-delegate">{texts.formTitle}</h2>
      <FormErrors ui={ui} error={error} fields={fields} labels={labels} />
      <form class="form" method="post" action="/approvals/delegations">
        <Select
          ui={ui}
          name="toPersonId"
          label={texts.to}
          choices={colleagues
            .filter(({ id }) => id !== viewerId)
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={values.toPersonId}
          error={fields['toPersonId']}
          isRequired
        />
        <div class="form-grid">
          {(['startsOn', 'endsOn'] as const).map((name) => (
            <TextField
              ui={ui}
              name={name}
              label={texts[name]}
              type="date"
              help={name === 'endsOn' ? texts.daysHelp : undefined}
              value={values[name]}
              error={fields[name]}
              isRequired
            />
          ))}
        </div>
        <TextField
          ui={ui}
          name="reason"
          label={texts.reason}
          help={texts.reasonHelp}
          value={values.reason}
          maxlength={200}
          error={fields['reason']}
        />
        <SubmitRow ui={ui} label={texts.submit} cancelHref="/approvals" />
      </form>
    </section>
  );
}

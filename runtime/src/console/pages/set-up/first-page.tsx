/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { NewPasswordFields } from '../../parts/form/new-password-fields.tsx';
import { Select } from '../../parts/form/select.tsx';
import { currencyChoices, localeChoices, timeZoneChoices } from '../../parts/form/settings-choices.ts';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { Layout } from '../../parts/layout.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';

type FirstProps = {
  ui: Ui;
  token: string;
  values: FormValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The first page of a new hub: who sets it up, and for which organization. */
export function FirstPage({ ui, token, values, error, fields }: FirstProps) {
  const texts = ui.texts.setUp.first;
  const text = (name: 'personName' | 'organizationName' | 'email') => ({
    ui,
    name,
    value: values[name] ?? '',
    error: fields[name],
    isRequired: true,
  });
  return (
    <Layout ui={ui} title={texts.title}>
      <div class="sign-in-wide stack">
        <header>
          <h1>{texts.title}</h1>
          <p class="page-lead">{texts.lead}</p>
        </header>
        <FormErrors
          ui={ui}
          error={error}
          fields={fields}
          labels={{
            ...texts,
            personName: texts.name,
            baseCurrency: texts.currency,
            newPassword: texts.password,
          }}
        />
        <form class="form" method="post" action={`/first-run/${token}`}>
          <fieldset class="group">
            <legend>{texts.you}</legend>
            <p class="meta">{texts.youHelp}</p>
            <TextField {...text('personName')} label={texts.name} autocomplete="name" hasFocus />
            <TextField {...text('email')} label={texts.email} type="email" autocomplete="username" />
            <NewPasswordFields ui={ui} fields={fields} label={texts.password} repeat={texts.repeat} />
          </fieldset>
          <fieldset class="group">
            <legend>{texts.organization}</legend>
            <TextField
              {...text('organizationName')}
              label={texts.organizationName}
              help={texts.organizationHelp}
              autocomplete="organization"
            />
            <div class="form-grid">
              <Select
                ui={ui}
                name="baseCurrency"
                label={texts.currency}
                help={texts.currencyHelp}
                choices={currencyChoices()}
                value={values['baseCurrency']}
                error={fields['baseCurrency']}
                isRequired
              />
              <Select
                ui={ui}
                name="timeZone"
                label={texts.timeZone}
                choices={timeZoneChoices()}
                value={values['timeZone']}
                error={fields['timeZone']}
                isRequired
              />
              <Select
                ui={ui}
                name="locale"
                label={texts.language}
                choices={localeChoices()}
                value={values['locale']}
                isRequired
              />
            </div>
          </fieldset>
          <SubmitRow ui={ui} label={texts.submit} />
        </form>
      </div>
    </Layout>
  );
}

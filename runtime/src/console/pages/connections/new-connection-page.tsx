/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { EntityView } from '../../../flow/read/list-entities.ts';
import { AccountFields } from '../../parts/form/account-fields.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { Select } from '../../parts/form/select.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { FormValues } from '../../read/read-form.ts';
import type { Ui } from '../../ui.ts';

/** The systems that can be connected by form. */
export const SYSTEMS = ['hubspot', 'xero', 'csv'] as const;

/** One of them. */
export type SystemName = (typeof SYSTEMS)[number];

type NewConnectionProps = {
  ui: Ui;
  system: SystemName;
  entities: readonly EntityView[];
  values: FormValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The form that connects a system; secrets are never sent back to it. */
export function NewConnectionPage({ ui, system, entities, values, error, fields }: NewConnectionProps) {
  const texts = ui.texts.connections;
  const { form } = texts;
  const title = form.title(texts.systems[system]);
  return (
    <Layout ui={ui} title={title} current="connections">
      <div class="narrow">
        <PageHead
          title={title}
          lead={texts.systemHelp[system]}
          crumb={{ href: '/connections', label: texts.title }}
        />
        <nav class="tabs" aria-label={form.choose}>
          {SYSTEMS.map((name) => (
            <a href={`/connections/new?system=${name}`} aria-current={name === system ? 'page' : undefined}>
              {texts.systems[name]}
            </a>
          ))}
        </nav>
        <FormErrors
          ui={ui}
          error={error}
          fields={fields}
          labels={{ ...form, ...form.webhookSecret, entityId: form.entity }}
        />
        <form class="form block" method="post" action={`/connections/new?system=${system}`}>
          <TextField
            ui={ui}
            name="name"
            label={form.name}
            help={form.nameHelp}
            error={fields['name']}
            value={values['name'] ?? texts.systems[system]}
            maxlength={60}
            autocomplete="off"
            isRequired
          />
          {system === 'csv' ? null : <VendorFields ui={ui} system={system} fields={fields} />}
          {system === 'xero' ? (
            <XeroFields ui={ui} entities={entities} values={values} fields={fields} />
          ) : null}
          <SubmitRow ui={ui} label={form.connect} cancelHref="/connections" />
        </form>
      </div>
    </Layout>
  );
}

type VendorProps = Pick<NewConnectionProps, 'ui' | 'fields'> & { system: 'hubspot' | 'xero' };

function VendorFields({ ui, system, fields }: VendorProps) {
  const { form } = ui.texts.connections;
  return (
    <>
      <TextField
        ui={ui}
        name="accessToken"
        label={form.accessToken}
        help={form.accessTokenHelp[system]}
        error={fields['accessToken']}
        type="password"
        autocomplete="off"
        isRequired
        isMono
      />
      <TextField
        ui={ui}
        name="webhookSecret"
        label={form.webhookSecret[system]}
        help={form.webhookSecretHelp}
        error={fields['webhookSecret']}
        type="password"
        autocomplete="off"
        isRequired
        isMono
      />
    </>
  );
}

function XeroFields({ ui, entities, values, fields }: Omit<NewConnectionProps, 'system' | 'error'>) {
  const { form } = ui.texts.connections;
  return (
    <>
      <TextField
        ui={ui}
        name="tenantId"
        label={form.tenantId}
        error={fields['tenantId']}
        value={values['tenantId']}
        autocomplete="off"
        isRequired
        isMono
      />
      <TextField
        ui={ui}
        name="salesAccountCode"
        label={form.salesAccountCode}
        help={form.salesAccountCodeHelp}
        error={fields['salesAccountCode']}
        value={values['salesAccountCode'] ?? '200'}
        maxlength={10}
        autocomplete="off"
        isRequired
      />
      <AccountFields ui={ui} values={values} fields={fields} />
      <TextArea
        ui={ui}
        name="taxTypes"
        label={form.taxTypes}
        help={form.taxTypesHelp}
        error={fields['taxTypes']}
        value={values['taxTypes'] ?? 'S:10 = OUTPUT2\nAA:8 = TAX001\nE:0 = EXEMPTOUTPUT'}
        rows={4}
        isRequired
        isMono
      />
      <Select
        ui={ui}
        name="entityId"
        label={form.entity}
        help={form.entityHelp}
        error={fields['entityId']}
        choices={entities.map(({ id, name }) => ({ value: id, label: name }))}
        value={values['entityId']}
        emptyLabel={ui.texts.connections.allEntities}
      />
    </>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { Permission } from '../../../core/permissions.ts';
import type { EntityView } from '../../../flow/read/list-entities.ts';
import { CheckboxGroup } from '../../parts/form/choice-group.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { Select } from '../../parts/form/select.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

/** How long a key may live, in days; the empty choice is for ever. */
const EXPIRY_DAYS = ['30', '90', '365', 'never'] as const;

/** What was typed into the form. */
export type KeyValues = { name: string; permissions: string[]; entityIds: string[]; expiry: string };

type NewKeyProps = {
  ui: Ui;
  entities: readonly EntityView[];
  /** What the viewer may give: nobody gives more than they have, and a machine never approves. */
  offered: readonly Permission[];
  values: KeyValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The form of a new API key. */
export function NewKeyPage({ ui, entities, offered, values, error, fields }: NewKeyProps) {
  const texts = ui.texts.keys;
  const { form } = texts;
  return (
    <Layout ui={ui} title={form.title} current="keys">
      <div class="narrow">
        <PageHead title={form.title} crumb={{ href: '/keys', label: texts.title }} />
        <FormErrors
          ui={ui}
          error={error}
          fields={fields}
          labels={{ ...form, entityIds: form.entities, expiry: form.expires }}
        />
        <form class="form block" method="post" action="/keys/new">
          <TextField
            ui={ui}
            name="name"
            label={form.name}
            help={form.nameHelp}
            error={fields['name']}
            value={values.name}
            maxlength={60}
            autocomplete="off"
            isRequired
          />
          <CheckboxGroup
            ui={ui}
            name="permissions"
            label={form.permissions}
            error={fields['permissions']}
            choices={offered.map((value) => ({ value, label: texts.permissions[value] }))}
            values={values.permissions}
            isRequired
          />
          {entities.length < 2 ? null : (
            <CheckboxGroup
              ui={ui}
              name="entityIds"
              label={form.entities}
              help={form.entitiesHelp}
              error={fields['entityIds']}
              choices={entities.map(({ id, name }) => ({ value: id, label: name }))}
              values={values.entityIds}
            />
          )}
          <Select
            ui={ui}
            name="expiry"
            label={form.expires}
            error={fields['expiry']}
            choices={EXPIRY_DAYS.map((value) => ({ value, label: form.expiry[value] }))}
            value={values.expiry}
            isRequired
          />
          <SubmitRow ui={ui} label={form.make} cancelHref="/keys" />
        </form>
      </div>
    </Layout>
  );
}

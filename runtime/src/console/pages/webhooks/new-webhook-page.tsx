/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { EntityView } from '../../../flow/read/list-entities.ts';
import { CheckboxGroup } from '../../parts/form/choice-group.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

/** What was typed into the form. */
export type WebhookValues = { url: string; description: string; eventTypes: string[]; entityIds: string[] };

type NewWebhookProps = {
  ui: Ui;
  entities: readonly EntityView[];
  values: WebhookValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The form of a new webhook endpoint. */
export function NewWebhookPage({ ui, entities, values, error, fields }: NewWebhookProps) {
  const texts = ui.texts.webhooks;
  const { form } = texts;
  return (
    <Layout ui={ui} title={form.title} current="webhooks">
      <div class="narrow">
        <PageHead title={form.title} crumb={{ href: '/webhooks', label: texts.title }} />
        <FormErrors ui={ui} error={error} fields={fields} labels={{ ...form, entityIds: form.entities }} />
        <form class="form block" method="post" action="/webhooks/new">
          <TextField
            ui={ui}
            name="url"
            label={form.url}
            help={form.urlHelp}
            error={fields['url']}
            value={values.url}
            type="url"
            placeholder="https://"
            autocomplete="off"
            isRequired
            isMono
          />
          <TextField
            ui={ui}
            name="description"
            label={form.description}
            error={fields['description']}
            value={values.description}
            maxlength={200}
            autocomplete="off"
          />
          <CheckboxGroup
            ui={ui}
            name="eventTypes"
            label={form.eventTypes}
            help={form.eventTypesHelp}
            error={fields['eventTypes']}
            choices={Object.entries(ui.texts.events).map(([value, label]) => ({ value, label, help: value }))}
            values={values.eventTypes}
          />
          {entities.length < 2 ? null : (
            <CheckboxGroup
              ui={ui}
              name="entityIds"
              label={form.entities}
              error={fields['entityIds']}
              choices={entities.map(({ id, name }) => ({ value: id, label: name }))}
              values={values.entityIds}
            />
          )}
          <SubmitRow ui={ui} label={form.make} cancelHref="/webhooks" />
        </form>
      </div>
    </Layout>
  );
}

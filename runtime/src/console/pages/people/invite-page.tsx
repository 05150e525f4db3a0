/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { EntityView } from '../../../flow/read/list-entities.ts';
import type { RoleView } from '../../../flow/roles/list-roles.ts';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';
import { AccessFields } from './access-fields.tsx';

/** What was typed into an invitation so far. */
export type InviteValues = {
  name: string;
  email: string;
  roles: readonly string[];
  entityIds: readonly string[];
};

type InviteProps = {
  ui: Ui;
  entities: readonly EntityView[];
  roles: readonly RoleView[];
  values: InviteValues;
  error?: AppError | undefined;
  fields?: Readonly<Record<string, string>>;
};

/** The form that invites somebody. */
export function InvitePage({ ui, entities, roles, values, error, fields = {} }: InviteProps) {
  const texts = ui.texts.people;
  return (
    <Layout ui={ui} title={texts.inviteTitle} current="people">
      <div class="narrow">
        <PageHead
          title={texts.inviteTitle}
          lead={texts.inviteLead}
          crumb={{ href: '/people', label: texts.back }}
        />
        <FormErrors ui={ui} error={error} fields={fields} labels={{ ...texts, entityIds: texts.entities }} />
        <form class="form block" method="post" action="/people/invite">
          <TextField
            ui={ui}
            name="name"
            label={texts.name}
            value={values.name}
            error={fields['name']}
            maxlength={100}
            autocomplete="off"
            isRequired
          />
          <TextField
            ui={ui}
            name="email"
            label={texts.email}
            help={texts.emailHelp}
            value={values.email}
            error={fields['email']}
            type="email"
            maxlength={254}
            autocomplete="off"
            isRequired
          />
          <AccessFields
            ui={ui}
            entities={entities}
            offered={roles}
            roles={values.roles}
            entityIds={values.entityIds}
            fields={fields}
          />
          <SubmitRow ui={ui} label={texts.inviteSubmit} cancelHref="/people" />
        </form>
      </div>
    </Layout>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import { isOfOwnRoles, PERMISSIONS } from '../../../core/permissions.ts';
import { CheckboxGroup } from '../../parts/form/choice-group.tsx';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

/** What was typed into the form of a role. */
export type RoleValues = { name: string; permissions: readonly string[] };

type RoleProps = {
  ui: Ui;
  /** Null while it is being made. */
  roleId: string | null;
  isHeld: boolean;
  values: RoleValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The form of a role of the organization's own. */
export function RolePage({ ui, roleId, isHeld, values, error, fields }: RoleProps) {
  const texts = ui.texts.rolesPage;
  const title = roleId === null ? texts.form.newTitle : values.name;
  return (
    <Layout ui={ui} title={title} current="people">
      <div class="narrow stack">
        <PageHead title={title} crumb={{ href: '/roles', label: texts.back }} />
        <FormErrors ui={ui} error={error} fields={fields} labels={texts.form} />
        {isHeld ? <p class="advice">{texts.ownRole}</p> : null}
        <RoleForm
          ui={ui}
          action={`/roles/${roleId ?? 'new'}`}
          values={values}
          fields={fields}
          isHeld={isHeld}
        />
        {roleId === null || isHeld ? null : (
          <ConfirmButton
            ui={ui}
            id="delete"
            label={texts.remove}
            title={texts.removeTitle(values.name)}
            text={texts.removeText}
            confirm={texts.remove}
            action={`/roles/${roleId}/delete`}
            tone="danger"
          />
        )}
      </div>
    </Layout>
  );
}

type FormProps = Pick<RoleProps, 'ui' | 'values' | 'fields' | 'isHeld'> & { action: string };

function RoleForm({ ui, action, values, fields, isHeld }: FormProps) {
  const { form } = ui.texts.rolesPage;
  const isNew = action === '/roles/new';
  return (
    <form class="form block" method="post" action={action}>
      <TextField
        ui={ui}
        name="name"
        label={form.name}
        help={form.nameHelp}
        value={values.name}
        error={fields['name']}
        maxlength={60}
        autocomplete="off"
        isRequired
      />
      <CheckboxGroup
        ui={ui}
        name="permissions"
        label={form.permissions}
        help={form.permissionsHelp}
        error={fields['permissions']}
        choices={PERMISSIONS.filter(isOfOwnRoles).map((permission) => ({
          value: permission,
          label: ui.texts.keys.permissions[permission],
        }))}
        values={values.permissions}
        isRequired
      />
      {isNew ? null : <p class="meta">{form.endsSessions}</p>}
      {isHeld ? null : <SubmitRow ui={ui} label={isNew ? form.make : form.save} cancelHref="/roles" />}
    </form>
  );
}

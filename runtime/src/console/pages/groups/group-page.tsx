/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import { CheckboxGroup } from '../../parts/form/choice-group.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { TextField } from '../../parts/form/text-field.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

/** What was typed into the form of a group. */
export type GroupValues = { name: string; personIds: readonly string[] };

type GroupProps = {
  ui: Ui;
  /** Null while it is being made. */
  groupId: string | null;
  colleagues: readonly { id: string; name: string }[];
  values: GroupValues;
  error?: AppError | undefined;
  fields: Readonly<Record<string, string>>;
};

/** The form of a group: its name and its people. */
export function GroupPage({ ui, groupId, colleagues, values, error, fields }: GroupProps) {
  const texts = ui.texts.groups;
  const title = groupId === null ? texts.newTitle : values.name;
  return (
    <Layout ui={ui} title={title} current="people">
      <div class="narrow">
        <PageHead title={title} crumb={{ href: '/groups', label: texts.title }} />
        <FormErrors ui={ui} error={error} fields={fields} labels={texts} />
        <form class="form block" method="post" action={`/groups/${groupId ?? 'new'}`}>
          <TextField
            ui={ui}
            name="name"
            label={texts.name}
            value={values.name}
            error={fields['name']}
            maxlength={60}
            autocomplete="off"
            isRequired
          />
          <CheckboxGroup
            ui={ui}
            name="personIds"
            label={texts.personIds}
            choices={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
            values={values.personIds}
            error={fields['personIds']}
          />
          <SubmitRow ui={ui} label={texts.submit} cancelHref="/groups" />
        </form>
      </div>
    </Layout>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { EntityView } from '../../../flow/read/list-entities.ts';
import type { RoleView } from '../../../flow/roles/list-roles.ts';
import { CheckboxGroup } from '../../parts/form/choice-group.tsx';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

type AccessProps = {
  ui: Ui;
  entities: readonly EntityView[];
  offered: readonly RoleView[];
  roles: readonly string[];
  /** Null is every entity; nothing is ticked then. */
  entityIds: readonly string[] | null;
  fields: Readonly<Record<string, string>>;
};

/** What a person may do: roles, and the legal entities that they are limited to. */
export function AccessFields({ ui, entities, offered, roles, entityIds, fields }: AccessProps) {
  const texts = ui.texts.people;
  const choices = offered.map((role) => ({
    value: role.id,
    label: nameOf(ui.texts.roles, role.name),
    help:
      role.kind === 'ready'
        ? nameOf(texts.roleMeanings, role.name)
        : role.permissions
            .map((permission) => ui.texts.keys.permissions[permission])
            .join(texts.listSeparator),
  }));
  return (
    <>
      <CheckboxGroup
        ui={ui}
        name="roles"
        label={texts.roles}
        choices={choices}
        values={roles}
        error={fields['roles']}
        help={texts.secondFactorNote}
        isRequired
      />
      {entities.length === 0 ? null : (
        <CheckboxGroup
          ui={ui}
          name="entityIds"
          label={texts.entities}
          choices={entities.map(({ id, name }) => ({ value: id, label: name }))}
          values={entityIds ?? []}
          error={fields['entityIds']}
          help={texts.entitiesHelp}
        />
      )}
    </>
  );
}

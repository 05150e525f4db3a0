/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { ROLES } from '../../../core/permissions.ts';
import type { EntityView } from '../../../flow/read/list-entities.ts';
import { CheckboxGroup } from '../../parts/form/choice-group.tsx';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

type AccessProps = {
  ui: Ui;
  entities: readonly EntityView[];
  roles: readonly string[];
  /** Null is every entity; nothing is ticked then. */
  entityIds: readonly string[] | null;
  fields: Readonly<Record<string, string>>;
};

/** What a person may do: ready roles, and the legal entities that they are limited to. */
export function AccessFields({ ui, entities, roles, entityIds, fields }: AccessProps) {
  const texts = ui.texts.people;
  const choices = Object.keys(ROLES).map((role) => ({
    value: role,
    label: nameOf(ui.texts.roles, role),
    help: nameOf(texts.roleMeanings, role),
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

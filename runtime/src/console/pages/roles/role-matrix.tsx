/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { PERMISSIONS, type Permission } from '../../../core/permissions.ts';
import type { RoleView } from '../../../flow/roles/list-roles.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

/** Permissions down, roles across: what each role gives, at one look. */
export function RoleMatrix({ ui, roles }: { ui: Ui; roles: readonly RoleView[] }) {
  const texts = ui.texts.rolesPage;
  return (
    <section class="grid-framed matrix-frame" aria-label={texts.title} tabindex={0}>
      <table class="grid">
        <thead>
          <tr>
            <th class="matrix-side" scope="col">
              {texts.permission}
            </th>
            {roles.map((role) => (
              <th class="matrix-role" scope="col">
                <RoleName ui={ui} role={role} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PERMISSIONS.map((permission) => (
            <tr>
              <th class="matrix-side" scope="row">
                {ui.texts.keys.permissions[permission]}
              </th>
              {roles.map((role) => (
                <Cell ui={ui} role={role} permission={permission} />
              ))}
            </tr>
          ))}
          <tr>
            <th class="matrix-side" scope="row">
              {texts.people}
            </th>
            {roles.map((role) => (
              <td class="matrix-cell">{role.peopleCount}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

function RoleName({ ui, role }: { ui: Ui; role: RoleView }) {
  if (role.kind === 'ready') return <>{nameOf(ui.texts.roles, role.name)}</>;
  return (
    <a class="strong" href={`/roles/${role.id}`}>
      {role.name}
    </a>
  );
}

function Cell({ ui, role, permission }: { ui: Ui; role: RoleView; permission: Permission }) {
  const texts = ui.texts.rolesPage;
  const isGiven = role.permissions.includes(permission);
  return (
    <td class={isGiven ? 'matrix-cell matrix-yes' : 'matrix-cell'}>
      <span aria-hidden="true">{isGiven ? '✓' : '·'}</span>
      <span class="unseen">{isGiven ? texts.yes : texts.no}</span>
    </td>
  );
}

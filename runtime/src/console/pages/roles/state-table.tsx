/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { TRANSITIONS } from '../../../core/invoice/transitions.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';

/** Every change of an invoice's state that exists, with the permission that it needs. */
export function StateTable({ ui }: { ui: Ui }) {
  const texts = ui.texts.rolesPage;
  const { columns, states } = texts;
  return (
    <div class="grid-framed">
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.command}</th>
            <th scope="col">{columns.from}</th>
            <th scope="col">{columns.to}</th>
            <th scope="col">{columns.permission}</th>
          </tr>
        </thead>
        <tbody>
          {TRANSITIONS.map((row) => (
            <tr>
              <th scope="row">{nameOf(ui.texts.events, row.emits)}</th>
              <td data-label={columns.from}>
                {row.from
                  .map((state) => (state === null ? texts.none : states[state]))
                  .join(ui.texts.people.listSeparator)}
              </td>
              <td data-label={columns.to}>{states[row.to]}</td>
              <td data-label={columns.permission}>{ui.texts.keys.permissions[row.permission]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

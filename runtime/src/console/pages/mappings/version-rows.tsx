/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { MappingDefinition } from '../../../core/mapping/definition.ts';
import { describeRow } from '../../parts/mappings/describe-row.ts';
import type { Ui } from '../../ui.ts';

type RowsProps = { ui: Ui; definition: MappingDefinition; script: string | null };

/** Every row of the version as a table, to read, and its script. */
export function VersionRows({ ui, definition, script }: RowsProps) {
  const texts = ui.texts.mappings;
  const { columns } = texts.row;
  return (
    <section class="block" aria-labelledby="title-rows">
      <h2 id="title-rows">{texts.rowsTitle}</h2>
      {definition.description === '' ? null : (
        <p class="muted" lang="en">
          {definition.description}
        </p>
      )}
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{columns.from}</th>
            <th scope="col">{columns.to}</th>
            <th scope="col">{columns.how}</th>
          </tr>
        </thead>
        <tbody>
          {definition.fields.map((row) => {
            const { from, to, how } = describeRow(ui, row);
            return (
              <tr>
                <td class="mono" data-label={columns.from}>
                  {from}
                </td>
                <td class="mono strong" data-label={columns.to}>
                  {`→ ${to}`}
                </td>
                <td data-label={columns.how}>
                  <span class="tags">
                    {how.map((step) => (
                      <span class="tag">{step}</span>
                    ))}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {script === null ? null : (
        <details class="map-script">
          <summary>{texts.script.show}</summary>
          <p class="muted">{texts.script.lead}</p>
          <pre class="code" tabindex={0}>
            {script}
          </pre>
        </details>
      )}
    </section>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { FieldRow } from '../../../core/mapping/definition.ts';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';
import { describeRow } from './describe-row.ts';

type MappingProps = {
  ui: Ui;
  name: string;
  description: string | undefined;
  version: number;
  rows: readonly FieldRow[];
  hasScript: boolean;
};

/** A mapping as a table, to read: which of our fields comes from where. */
export function MappingPage({ ui, name, description, version, rows, hasScript }: MappingProps) {
  const texts = ui.texts.setUp.mapping;
  return (
    <Layout ui={ui} title={texts.title(name)} current="mappings">
      <div class="stack">
        <PageHead
          title={texts.title(name)}
          lead={texts.lead}
          crumb={{ href: '/mappings', label: texts.listTitle }}
        >
          <span class="chip">{texts.version(String(version))}</span>
        </PageHead>
        {description === undefined ? null : <p lang="en">{description}</p>}
        <div class="grid-framed">
          <table class="grid grid-cards">
            <thead>
              <tr>
                <th scope="col">{texts.columns.to}</th>
                <th scope="col">{texts.columns.from}</th>
                <th scope="col">{texts.columns.how}</th>
                <th scope="col">{texts.columns.required}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => {
                const { from, how } = describeRow(row, texts);
                return (
                  <tr>
                    <td class="mono" data-label={texts.columns.to}>
                      {row.to}
                    </td>
                    <td class="mono" data-label={texts.columns.from}>
                      {`← ${from}`}
                    </td>
                    <td data-label={texts.columns.how}>{how}</td>
                    <td data-label={texts.columns.required}>{row.required === true ? texts.yes : ''}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
        {hasScript ? <p class="advice">{texts.script}</p> : null}
      </div>
    </Layout>
  );
}

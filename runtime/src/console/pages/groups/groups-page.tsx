/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { GroupView } from '../../../flow/groups/list-groups.ts';
import { Banner } from '../../parts/banner.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

type GroupsProps = { ui: Ui; groups: readonly GroupView[]; isSaved: boolean };

/** The groups whom approval steps can ask, with their people. */
export function GroupsPage({ ui, groups, isSaved }: GroupsProps) {
  const texts = ui.texts.groups;
  return (
    <Layout ui={ui} title={texts.title} current="people">
      {isSaved ? (
        <Banner kind="done">
          <p>{texts.saved}</p>
        </Banner>
      ) : null}
      <PageHead title={texts.title} lead={texts.lead} crumb={{ href: '/people', label: texts.back }}>
        <a class="button button-main" href="/groups/new">
          {texts.add}
        </a>
      </PageHead>
      {groups.length === 0 ? (
        <Empty title={texts.empty} text={texts.emptyText} />
      ) : (
        <div class="grid-framed">
          <table class="grid grid-cards">
            <thead>
              <tr>
                <th scope="col">{texts.columns.name}</th>
                <th scope="col">{texts.columns.people}</th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr>
                  <th scope="row">
                    <a class="strong" href={`/groups/${group.id}`}>
                      {group.name}
                    </a>
                  </th>
                  <td data-label={texts.columns.people}>
                    {group.people.length === 0
                      ? texts.nobody
                      : group.people.map(({ name }) => name).join(ui.texts.people.listSeparator)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Layout>
  );
}

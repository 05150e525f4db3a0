/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { RoleView } from '../../../flow/roles/list-roles.ts';
import { Banner } from '../../parts/banner.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';
import { RoleMatrix } from './role-matrix.tsx';
import { StateTable } from './state-table.tsx';

type RolesProps = { ui: Ui; roles: readonly RoleView[]; done: 'saved' | 'deleted' | undefined };

/** The roles with what each gives, what may be done in which state, and what holds whatever the roles. */
export function RolesPage({ ui, roles, done }: RolesProps) {
  const texts = ui.texts.rolesPage;
  return (
    <Layout ui={ui} title={texts.title} current="people">
      <div class="stack">
        {done === undefined ? null : (
          <Banner kind="done">
            <p>{texts[done]}</p>
          </Banner>
        )}
        <PageHead
          title={texts.title}
          lead={texts.lead}
          crumb={{ href: '/people', label: ui.texts.people.back }}
        >
          <a class="button button-main" href="/roles/new">
            {texts.add}
          </a>
        </PageHead>
        <RoleMatrix ui={ui} roles={roles} />
        {roles.some(({ kind }) => kind === 'own') ? null : <p class="advice">{texts.emptyOwn}</p>}
        <section class="block" aria-labelledby="title-duties">
          <h2 id="title-duties">{texts.dutiesTitle}</h2>
          <ul class="plain">
            {texts.duties.map((duty) => (
              <li>{duty}</li>
            ))}
          </ul>
        </section>
        <section class="block" aria-labelledby="title-states">
          <h2 id="title-states">{texts.statesTitle}</h2>
          <p class="meta">{texts.statesLead}</p>
          <StateTable ui={ui} />
        </section>
      </div>
    </Layout>
  );
}

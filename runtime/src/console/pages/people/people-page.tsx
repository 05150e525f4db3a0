/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PersonView } from '../../../flow/people/list-people.ts';
import type { EntityView } from '../../../flow/read/list-entities.ts';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { PersonState } from './person-state.tsx';

type PeopleProps = { ui: Ui; people: readonly PersonView[]; entities: readonly EntityView[]; ownId: string };

/** Everybody of the organization, with what they may do. */
export function PeoplePage({ ui, people, entities, ownId }: PeopleProps) {
  const texts = ui.texts.people;
  const entityName = (id: string) => entities.find((entity) => entity.id === id)?.name ?? id;
  return (
    <Layout ui={ui} title={texts.title} current="people">
      <PageHead title={texts.title} lead={texts.lead}>
        <a class="button" href="/groups">
          {ui.texts.groups.open}
        </a>
        <a class="button" href="/roles">
          {texts.toRoles}
        </a>
        <a class="button button-main" href="/people/invite">
          {texts.invite}
        </a>
      </PageHead>
      <div class="grid-framed">
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{texts.columns.name}</th>
              <th scope="col">{texts.columns.roles}</th>
              <th scope="col">{texts.columns.entities}</th>
              <th scope="col">{texts.columns.state}</th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr>
                <td>
                  <a class="strong" href={`/people/${person.id}`}>
                    {person.name}
                  </a>
                  {person.id === ownId ? <span class="chip">{texts.you}</span> : null}
                  <span class="under">{person.email}</span>
                </td>
                <td data-label={texts.columns.roles}>
                  {person.roles.map((role) => nameOf(ui.roleNames, role)).join(', ')}
                </td>
                <td data-label={texts.columns.entities}>
                  {person.entityIds === null
                    ? texts.allEntities
                    : person.entityIds.map(entityName).join(', ')}
                </td>
                <td data-label={texts.columns.state}>
                  <PersonState ui={ui} person={person} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="meta below">{texts.secondFactorNote}</p>
    </Layout>
  );
}

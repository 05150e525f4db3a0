/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../../core/app-error.ts';
import type { PersonView } from '../../../flow/people/list-people.ts';
import type { EntityView } from '../../../flow/read/list-entities.ts';
import type { RoleView } from '../../../flow/roles/list-roles.ts';
import { Banner } from '../../parts/banner.tsx';
import { FormErrors } from '../../parts/form/form-errors.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';
import { AccessFields } from './access-fields.tsx';
import { ManagerForm } from './manager-form.tsx';
import { PersonActions } from './person-actions.tsx';
import { PersonState } from './person-state.tsx';

type PersonProps = {
  ui: Ui;
  person: PersonView;
  entities: readonly EntityView[];
  roles: readonly RoleView[];
  colleagues: readonly { id: string; name: string }[];
  isOneself: boolean;
  isSaved?: boolean;
  error?: AppError | undefined;
  fields?: Readonly<Record<string, string>>;
};

/** One person: what they may do, how they sign in, and whether they are in at all. */
export function PersonPage(props: PersonProps) {
  const { ui, person, entities, roles, colleagues, isOneself, isSaved = false, error, fields = {} } = props;
  const texts = ui.texts.people;
  return (
    <Layout ui={ui} title={person.name} current="people">
      <div class="narrow stack">
        <PageHead title={person.name} lead={person.email} crumb={{ href: '/people', label: texts.back }}>
          <PersonState ui={ui} person={person} />
        </PageHead>
        {isSaved ? (
          <Banner kind="done">
            <p>{texts.saved}</p>
          </Banner>
        ) : null}
        <FormErrors ui={ui} error={error} fields={fields} labels={{ ...texts, entityIds: texts.entities }} />
        {isOneself ? (
          <p class="advice">{texts.ownAccess}</p>
        ) : (
          <>
            <section class="block" aria-labelledby="title-access">
              <h2 id="title-access">{texts.accessTitle}</h2>
              <form class="form" method="post" action={`/people/${person.id}/access`}>
                <AccessFields
                  ui={ui}
                  entities={entities}
                  offered={roles}
                  roles={person.roles}
                  entityIds={person.entityIds}
                  fields={fields}
                />
                <p class="meta">{texts.accessLead}</p>
                <SubmitRow ui={ui} label={texts.accessSubmit} cancelHref="/people" />
              </form>
            </section>
            <ManagerForm ui={ui} person={person} colleagues={colleagues} error={fields['managerId']} />
            <PersonActions ui={ui} person={person} />
          </>
        )}
      </div>
    </Layout>
  );
}

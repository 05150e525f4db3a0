/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PersonView } from '../../../flow/people/list-people.ts';
import { Select } from '../../parts/form/select.tsx';
import { SubmitRow } from '../../parts/form/submit-row.tsx';
import type { Ui } from '../../ui.ts';

type ManagerProps = {
  ui: Ui;
  person: PersonView;
  colleagues: readonly { id: string; name: string }[];
  error: string | undefined;
};

/** Whom a rule asks that sends an invoice to the manager of whoever submitted it. */
export function ManagerForm({ ui, person, colleagues, error }: ManagerProps) {
  const texts = ui.texts.people;
  return (
    <section class="block" aria-labelledby="title-manager">
      <h2 id="title-manager">{texts.manager}</h2>
      <form class="form" method="post" action={`/people/${person.id}/manager`}>
        <Select
          ui={ui}
          name="managerId"
          label={texts.manager}
          help={texts.managerHelp}
          choices={colleagues
            .filter(({ id }) => id !== person.id)
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={person.managerId ?? ''}
          emptyLabel={texts.noManager}
          error={error}
        />
        <SubmitRow ui={ui} label={texts.managerSubmit} cancelHref="/people" />
      </form>
    </section>
  );
}

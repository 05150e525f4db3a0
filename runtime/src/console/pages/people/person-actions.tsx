/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PersonView } from '../../../flow/people/list-people.ts';
import { ConfirmButton } from '../../parts/form/confirm-button.tsx';
import type { Ui } from '../../ui.ts';

/** How a person signs in, and whether they may: links, second factor, deactivation. */
export function PersonActions({ ui, person }: { ui: Ui; person: PersonView }) {
  const texts = ui.texts.people;
  const path = `/people/${person.id}`;
  if (person.state === 'deactivated') {
    return (
      <form method="post" action={`${path}/activate`}>
        <button class="button" type="submit">
          {texts.activate}
        </button>
      </form>
    );
  }
  return (
    <section class="block" aria-labelledby="title-sign-in">
      <h2 id="title-sign-in">{texts.helpTitle}</h2>
      <div class="page-actions">
        <form method="post" action={`${path}/link`}>
          <button class="button" type="submit">
            {person.state === 'active' ? texts.newPassword : texts.newInvitation}
          </button>
        </form>
        {person.state === 'active' ? (
          <ConfirmButton
            ui={ui}
            id="reset-factor"
            label={texts.resetFactor}
            title={texts.resetFactorTitle(person.name)}
            text={texts.resetFactorText}
            confirm={texts.resetFactor}
            action={`${path}/reset-second-factor`}
          />
        ) : null}
        <ConfirmButton
          ui={ui}
          id="deactivate"
          label={texts.deactivate}
          title={texts.deactivateTitle(person.name)}
          text={texts.deactivateText}
          confirm={texts.deactivate}
          action={`${path}/deactivate`}
          tone="danger"
        />
      </div>
    </section>
  );
}

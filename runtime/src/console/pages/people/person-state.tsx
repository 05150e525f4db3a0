/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { PersonView } from '../../../flow/people/list-people.ts';
import { Instant } from '../../parts/instant.tsx';
import type { Ui } from '../../ui.ts';

const TONES = { active: 'tone-green', entry_link: 'tone-blue', invited: 'tone-amber', deactivated: '' };

/** Whether a person is in, and since when. */
export function PersonState({ ui, person }: { ui: Ui; person: PersonView }) {
  const texts = ui.texts.people;
  return (
    <>
      <span class={`chip ${TONES[person.state]}`}>{texts.states[person.state]}</span>
      {person.signedInAt === null ? null : (
        <span class="under">
          <Instant
            ui={ui}
            at={person.signedInAt}
            zone="UTC"
            sentence={(time) => texts.signedInAt(`${time} UTC`)}
          />
        </span>
      )}
    </>
  );
}

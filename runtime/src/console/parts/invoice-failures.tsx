/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DeadLetterView } from '../../flow/read/list-dead-letters.ts';
import { nameOf } from '../texts/name-of.ts';
import { detailBeside } from '../texts/refusal-text.ts';
import type { Ui } from '../ui.ts';
import { ErrorNote } from './error-note.tsx';

/** Work about the invoice that did not go through, with why, and the way to run it again. */
export function InvoiceFailures({ ui, failures }: { ui: Ui; failures: readonly DeadLetterView[] }) {
  if (failures.length === 0) return null;
  return (
    <section class="block block-failures" aria-labelledby="title-failures">
      <div class="block-head">
        <h2 id="title-failures">{ui.texts.invoice.failures}</h2>
        <a href="/exceptions">{ui.texts.invoice.failuresLink}</a>
      </div>
      <ul class="plain">
        {failures.map((failure) => (
          <li class="system">
            <div class="system-head">
              <h3>{nameOf(ui.texts.stages, failure.stage)}</h3>
              <span class={`chip tone-${failure.state === 'dead' ? 'red' : 'amber'}`}>
                {ui.texts.letterStates[failure.state]}
              </span>
            </div>
            <ErrorNote ui={ui} code={failure.code} detail={detailBeside(failure)} />
            <Findings ui={ui} failure={failure} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the validation found, in the page's language. */
function Findings({ ui, failure }: { ui: Ui; failure: DeadLetterView }) {
  const texts = failure.errors.flatMap((error) =>
    error.texts === undefined ? [] : [error.texts[ui.locale]],
  );
  if (texts.length === 0) return null;
  return (
    <ul class="wrong-list">
      {texts.map((text) => (
        <li>{text}</li>
      ))}
    </ul>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DeadLetterView } from '../../flow/read/list-dead-letters.ts';
import { nameOf } from '../texts/name-of.ts';
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
            <ErrorNote ui={ui} code={failure.code} detail={failure.detail} />
          </li>
        ))}
      </ul>
    </section>
  );
}

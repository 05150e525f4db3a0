/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DeadLetterView } from '../../flow/read/list-dead-letters.ts';
import { nameOf } from '../texts/name-of.ts';
import { detailBeside } from '../texts/refusal-text.ts';
import type { Ui } from '../ui.ts';
import { ErrorNote } from './error-note.tsx';
import { Instant } from './instant.tsx';

/** A zone that everybody can convert from: failed work belongs to no legal entity. */
const ZONE = 'UTC';

type LetterProps = { ui: Ui; letter: DeadLetterView; mayReplay: boolean };

/** One piece of failed work: its stage, what it was about, why it failed and how often it was tried. */
export function DeadLetter({ ui, letter, mayReplay }: LetterProps) {
  const texts = ui.texts.deadLetters;
  const stage = nameOf(ui.texts.stages, letter.stage);
  return (
    <li class="letter" id={letter.id}>
      <div class="letter-head">
        <h3>{stage}</h3>
        {mayReplay ? (
          <form method="post" action={`/exceptions/${letter.id}/replay`}>
            <button
              class="button button-small"
              type="submit"
              aria-label={texts.replayOf(`${stage}, ${letter.key}`)}
            >
              {texts.replay}
            </button>
          </form>
        ) : null}
      </div>
      <ErrorNote ui={ui} code={letter.code} detail={detailBeside(letter)} />
      {letter.errors.length === 0 ? null : (
        <ul class="findings">
          {letter.errors.map((error) => (
            <li>
              <code>{error.pointer}</code>{' '}
              {error.texts === undefined ? <span lang="en">{error.detail}</span> : error.texts[ui.locale]}
            </li>
          ))}
        </ul>
      )}
      <Subject ui={ui} letter={letter} />
      <p class="meta">
        <span>{texts.attempts(String(letter.attemptCount))}</span>
        <Instant ui={ui} at={letter.firstFailedAt} zone={ZONE} sentence={texts.first} />
        <Instant ui={ui} at={letter.lastFailedAt} zone={ZONE} sentence={texts.last} />
      </p>
    </li>
  );
}

function Subject({ ui, letter }: { ui: Ui; letter: DeadLetterView }) {
  const entries = Object.entries(letter.subject).filter(([name]) => name !== 'stage');
  return (
    <dl class="subject">
      {entries.map(([name, value]) => {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return (
          <div>
            <dt>{nameOf(ui.texts.subjects, name)}</dt>
            <dd class="mono">
              {name === 'invoiceId' ? <a href={`/invoices/${encodeURIComponent(text)}`}>{text}</a> : text}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

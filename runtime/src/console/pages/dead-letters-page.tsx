/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../core/app-error.ts';
import type { DeadLetterView } from '../../flow/read/list-dead-letters.ts';
import type { Page } from '../../flow/read/page.ts';
import { Banner } from '../parts/banner.tsx';
import { DeadLetter } from '../parts/dead-letter.tsx';
import { Layout } from '../parts/layout.tsx';
import { Refusal } from '../parts/refusal.tsx';
import type { Ui } from '../ui.ts';

type DeadLettersProps = {
  ui: Ui;
  dead: Page<DeadLetterView>;
  retrying: readonly DeadLetterView[];
  mayReplay: boolean;
  isFirstPage: boolean;
  outcome: { state: 'none' } | { state: 'replayed' } | { state: 'refused'; error: AppError };
};

/** The failed work: what has stopped, with a button to run it again, and what the hub tries again by itself. */
export function DeadLettersPage(props: DeadLettersProps) {
  const { ui, dead, retrying, outcome } = props;
  const texts = ui.texts.deadLetters;
  const isEmpty = dead.items.length === 0 && retrying.length === 0;
  return (
    <Layout ui={ui} title={texts.title} current="exceptions">
      {outcome.state === 'replayed' ? (
        <Banner kind="done">
          <p>{texts.replayed}</p>
        </Banner>
      ) : null}
      {outcome.state === 'refused' ? <Refusal ui={ui} error={outcome.error} /> : null}
      <div class="letters">
        <h1>{texts.title}</h1>
        <p class="lead">{texts.lead}</p>
        {isEmpty ? (
          <section class="empty">
            <h2>{texts.noneTitle}</h2>
            <p>{texts.none}</p>
          </section>
        ) : null}
        <Stopped {...props} />
        {retrying.length === 0 ? null : (
          <section aria-labelledby="title-retrying">
            <h2 id="title-retrying">{texts.retrying}</h2>
            <p class="muted">{texts.retryingLead}</p>
            <ul class="plain">
              {retrying.map((letter) => (
                <DeadLetter ui={ui} letter={letter} mayReplay={false} />
              ))}
            </ul>
          </section>
        )}
        <p class="meta">{ui.texts.layout.timesIn('UTC')}</p>
      </div>
    </Layout>
  );
}

function Stopped({ ui, dead, mayReplay, isFirstPage }: DeadLettersProps) {
  const texts = ui.texts.deadLetters;
  if (dead.items.length === 0) return null;
  return (
    <section aria-labelledby="title-dead">
      <h2 id="title-dead">{texts.dead}</h2>
      {mayReplay ? null : <p class="advice">{texts.adminOnly}</p>}
      <ul class="plain">
        {dead.items.map((letter) => (
          <DeadLetter ui={ui} letter={letter} mayReplay={mayReplay} />
        ))}
      </ul>
      <p class="pager">
        {isFirstPage ? null : <a href="/dead-letters">{texts.newest}</a>}
        {dead.next === null ? null : <a href={`/dead-letters?before=${dead.next}`}>{texts.older}</a>}
      </p>
    </section>
  );
}

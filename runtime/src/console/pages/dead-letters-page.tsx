/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AppError } from '../../core/app-error.ts';
import type { DeadLetterKind } from '../../flow/read/count-dead-letters.ts';
import type { DeadLetterView } from '../../flow/read/list-dead-letters.ts';
import type { ReplayRunView } from '../../flow/read/list-replay-runs.ts';
import type { Page } from '../../flow/read/page.ts';
import { Banner } from '../parts/banner.tsx';
import { DeadLetter } from '../parts/dead-letter.tsx';
import { DeadLetterKinds } from '../parts/dead-letter-kinds.tsx';
import { Empty } from '../parts/empty.tsx';
import { ExceptionTabs } from '../parts/exception-tabs.tsx';
import { Layout } from '../parts/layout.tsx';
import { REFRESH_SECONDS } from '../parts/live-part.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { ReplayProgress } from '../parts/replay-progress.tsx';
import type { Ui } from '../ui.ts';

/** What happened before the page is shown. */
export type ReplayOutcome =
  | { state: 'none' }
  | { state: 'replayed' }
  | { state: 'started' }
  | { state: 'refused'; error: AppError };

type DeadLettersProps = {
  ui: Ui;
  kinds: readonly DeadLetterKind[];
  /** The kind that the list is narrowed to. */
  kind: { stage: string; code: string } | null;
  dead: Page<DeadLetterView>;
  retrying: readonly DeadLetterView[];
  /** Replays of whole kinds that are under way, or ended a short while ago. */
  runs: readonly ReplayRunView[];
  mayReplay: boolean;
  isFirstPage: boolean;
  outcome: ReplayOutcome;
};

/** The failed work by kind, with how to mend it, and what the hub tries again by itself. Kept current by the script. */
export function DeadLettersPage(props: DeadLettersProps) {
  const { ui, kinds, kind, dead, retrying, runs, outcome } = props;
  const texts = ui.texts.deadLetters;
  const isAtWork = runs.some(({ isRunning }) => isRunning);
  const isEmpty = kinds.length === 0 && dead.items.length === 0 && retrying.length === 0;
  const query = kind === null ? '' : `?${new URLSearchParams(kind)}`;
  return (
    <Layout ui={ui} title={texts.title} current="exceptions">
      <Outcome ui={ui} outcome={outcome} />
      <PageHead title={texts.title} lead={texts.lead}>
        <a class="button" href="/leakage">
          {ui.texts.leakage.title}
        </a>
      </PageHead>
      <ExceptionTabs ui={ui} current="stopped" />
      <div
        id="work"
        class="stack"
        data-refresh={String(isAtWork ? REFRESH_SECONDS.run : REFRESH_SECONDS.board)}
        hx-get={`/exceptions${query}`}
        hx-trigger="seikyu:refresh"
        hx-select="#work"
        hx-swap="outerHTML"
      >
        {isEmpty ? <Empty title={texts.noneTitle} text={texts.none} /> : null}
        <ReplayProgress ui={ui} runs={runs} />
        <DeadLetterKinds ui={ui} kinds={kinds} current={kind} runs={runs} mayReplay={props.mayReplay} />
        <Stopped {...props} query={query} />
        {retrying.length === 0 ? null : (
          <section class="block" aria-labelledby="title-retrying">
            <h2 id="title-retrying">{texts.retrying}</h2>
            <p class="muted">{texts.retryingLead}</p>
            <ul>
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

function Outcome({ ui, outcome }: { ui: Ui; outcome: ReplayOutcome }) {
  const texts = ui.texts.deadLetters;
  if (outcome.state === 'none') return null;
  if (outcome.state === 'refused') return <Refusal ui={ui} error={outcome.error} />;
  return (
    <Banner kind="done">
      <p>{outcome.state === 'replayed' ? texts.replayed : texts.replayStarted}</p>
    </Banner>
  );
}

function Stopped({ ui, kind, dead, mayReplay, isFirstPage, query }: DeadLettersProps & { query: string }) {
  const texts = ui.texts.deadLetters;
  if (dead.items.length === 0) return null;
  const more = kind === null ? '?' : `${query}&`;
  return (
    <section class="block" aria-labelledby="title-dead">
      <div class="block-head">
        <h2 id="title-dead">{texts.dead}</h2>
        {kind === null ? null : <a href="/exceptions">{texts.allKinds}</a>}
      </div>
      {mayReplay ? null : <p class="advice">{texts.adminOnly}</p>}
      <ul>
        {dead.items.map((letter) => (
          <DeadLetter ui={ui} letter={letter} mayReplay={mayReplay} />
        ))}
      </ul>
      <p class="pager">
        {isFirstPage ? null : <a href={`/exceptions${query}`}>{texts.newest}</a>}
        {dead.next === null ? null : <a href={`/exceptions${more}before=${dead.next}`}>{texts.older}</a>}
      </p>
    </section>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { formatMoneyWithSymbol } from '../../../core/money/format-money-with-symbol.ts';
import type { DecideApprovalInput } from '../../../flow/approve/decide-approval.ts';
import type { BatchOutcome } from '../../../flow/approve/decide-approvals.ts';
import type { RequestName } from '../../../flow/read/list-request-names.ts';
import { Banner } from '../../parts/banner.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

type ResultProps = {
  ui: Ui;
  decision: DecideApprovalInput['decision'];
  outcomes: readonly BatchOutcome[];
  names: ReadonlyMap<string, RequestName>;
};

/** What became of each request of a batch, with the reason where one was refused. */
export function BatchResultPage({ ui, decision, outcomes, names }: ResultProps) {
  const texts = ui.texts.inbox.result;
  const notDecided = outcomes.filter(({ state }) => state === 'refused');
  const refused = notDecided.length;
  const done = String(outcomes.length - refused);
  const waiting = ui.viewer?.work?.approvals ?? '0';
  return (
    <Layout ui={ui} title={texts.title} current="approvals">
      <PageHead title={texts.title} crumb={{ href: '/approvals', label: ui.texts.inbox.title }} />
      <Banner kind={refused === 0 ? 'done' : 'warning'}>
        <p>{refused === 0 ? texts.allDone(done) : texts.someDone(done, String(refused))}</p>
      </Banner>
      <div class="grid-framed">
        <table class="grid grid-cards">
          <thead>
            <tr>
              <th scope="col">{texts.invoice}</th>
              <th scope="col" class="number">
                {ui.texts.invoice.columns.amount}
              </th>
              <th scope="col">{texts.outcome}</th>
            </tr>
          </thead>
          <tbody>
            {[...notDecided, ...outcomes.filter(({ state }) => state !== 'refused')].map((outcome) => (
              <Outcome ui={ui} decision={decision} outcome={outcome} name={names.get(outcome.requestId)} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="muted batch-next">{texts.waiting(waiting)}</p>
      <div class="actions">
        <a class="button button-main" href="/approvals">
          {texts.back}
        </a>
        {refused === 0 ? null : (
          <form method="post" action="/approvals/batch">
            {notDecided.map(({ requestId }) => (
              <input type="hidden" name="request" value={requestId} />
            ))}
            <button class="button" type="submit" name="decision" value={decision}>
              {texts.again}
            </button>
          </form>
        )}
      </div>
    </Layout>
  );
}

type OutcomeProps = Pick<ResultProps, 'ui' | 'decision'> & {
  outcome: BatchOutcome;
  name: RequestName | undefined;
};

function Outcome({ ui, decision, outcome, name }: OutcomeProps) {
  const texts = ui.texts.inbox.result;
  return (
    <tr>
      <th scope="row">
        {name === undefined ? texts.unknown : <a href={`/invoices/${outcome.invoiceId}`}>{name.buyerName}</a>}
      </th>
      <td class="number" data-label={ui.texts.invoice.columns.amount}>
        {name === undefined ? '–' : formatMoneyWithSymbol(name.total, ui.locale)}
      </td>
      <td>
        {outcome.state === 'refused' ? (
          <>
            <span class="chip tone-red">{texts.refused}</span>
            <ErrorNote ui={ui} code={outcome.error.code} detail={outcome.error.detail} />
          </>
        ) : (
          <span class={outcome.state === 'waits' ? 'chip tone-amber' : 'chip tone-green'}>
            {outcome.state === 'waits' ? texts.waits : texts.done[decision]}
          </span>
        )}
      </td>
    </tr>
  );
}

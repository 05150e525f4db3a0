/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { formatMoneyWithSymbol } from '../../../core/money/format-money-with-symbol.ts';
import { sumMoney } from '../../../core/money/sum-money.ts';
import type { DecideApprovalInput } from '../../../flow/approve/decide-approval.ts';
import type { InboxItem } from '../../../flow/read/list-inbox.ts';
import type { RequestNote } from '../../../flow/read/list-request-notes.ts';
import { Banner } from '../../parts/banner.tsx';
import { batchWarnings } from '../../parts/batch-warnings.ts';
import { REASON_MAX_CHARS } from '../../parts/decision-form.tsx';
import { Empty } from '../../parts/empty.tsx';
import { TextArea } from '../../parts/form/text-area.tsx';
import { InboxRow } from '../../parts/inbox-row.tsx';
import { Layout } from '../../parts/layout.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import type { Ui } from '../../ui.ts';

type BatchProps = {
  ui: Ui;
  decision: DecideApprovalInput['decision'];
  /** Those of the chosen requests that still wait for the viewer. */
  items: readonly InboxItem[];
  /** How many of the chosen do not. */
  goneCount: number;
  /** What the viewer should look at twice, by the id of the request. */
  notes: ReadonlyMap<string, RequestNote>;
  error?: string | undefined;
};

/** Asks once more before several requests are decided: how many, how much in each currency, and each with its lines. */
export function BatchPage({ ui, decision, items, goneCount, notes, error }: BatchProps) {
  const texts = ui.texts.inbox;
  const { title, confirm } = texts.batch[decision];
  const count = String(items.length);
  const isReasonNeeded = decision !== 'approved';
  const warnings = new Map(items.map((item) => [item.requestId, batchWarnings(ui, item, notes)]));
  const warnedCount = items.filter(({ requestId }) => warnings.get(requestId)?.isWarned).length;
  return (
    <Layout ui={ui} title={title(count)} current="approvals">
      <PageHead
        title={title(count)}
        lead={texts.batch.lead}
        crumb={{ href: '/approvals', label: texts.title }}
      />
      {goneCount === 0 ? null : (
        <Banner kind="warning">
          <p>{texts.batch.gone(String(goneCount))}</p>
        </Banner>
      )}
      {warnedCount === 0 ? null : (
        <Banner kind="warning">
          <p>{texts.batch.warned(String(warnedCount))}</p>
        </Banner>
      )}
      {items.length === 0 ? (
        <Empty title={texts.batch.none} text={texts.batch.noneText} />
      ) : (
        <form class="stack" method="post" action="/approvals/batch/decide">
          <input type="hidden" name="decision" value={decision} />
          {items.map(({ requestId, contentHash }) => (
            <>
              <input type="hidden" name="request" value={requestId} />
              <input type="hidden" name="seen" value={`${requestId}:${contentHash}`} />
            </>
          ))}
          <section class="block stack" aria-labelledby="batch-sums">
            <h2 id="batch-sums">{texts.batch.sums}</h2>
            <dl class="pairs">
              {sumsOf(items).map(({ ofCurrency, sum }) => (
                <div>
                  <dt>{texts.batch.count(String(ofCurrency))}</dt>
                  <dd>{formatMoneyWithSymbol(sum, ui.locale)}</dd>
                </div>
              ))}
            </dl>
            <TextArea
              ui={ui}
              name="reason"
              label={ui.texts.approval.reason}
              help={isReasonNeeded ? texts.batch.reasonNeeded : texts.batch.reasonFree}
              rows={2}
              maxlength={REASON_MAX_CHARS}
              isRequired={isReasonNeeded}
              error={error}
            />
            <div class="actions">
              <button class={isReasonNeeded ? 'button button-danger' : 'button button-main'} type="submit">
                {confirm(count)}
              </button>
              <a class="button button-quiet" href="/approvals">
                {ui.texts.form.cancel}
              </a>
            </div>
            <p class="meta">{texts.batch.bound}</p>
          </section>
          <ul class="asks plain">
            {items.map((item) => (
              <InboxRow ui={ui} item={item} isOpen warnings={warnings.get(item.requestId)?.texts ?? []} />
            ))}
          </ul>
        </form>
      )}
    </Layout>
  );
}

function sumsOf(items: readonly InboxItem[]) {
  const byCurrency = Map.groupBy(items, ({ total }) => total.currency);
  return [...byCurrency].map(([currency, of]) => ({
    ofCurrency: of.length,
    sum: sumMoney(
      currency,
      of.map(({ total }) => total),
    ),
  }));
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { DecisionRight } from '../read/decision-right.ts';
import type { InvoicePageData } from '../read/load-invoice-page.ts';
import { type Why, whyOf } from '../read/why-of.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';

/** Longest reason of a decision, in characters. */
export const REASON_MAX_CHARS = 1000;

type PanelProps = { ui: Ui; data: InvoicePageData; right: DecisionRight; reason: string };

/** The open approval request: why a person is asked, and the form for those who may decide. */
export function ApprovalPanel({ ui, data, right, reason }: PanelProps) {
  const { request } = data;
  if (request === null) return null;
  const texts = ui.texts.approval;
  const why = whyOf(request.explanation);
  return (
    <section class="approval" aria-labelledby="title-approval">
      <h2 id="title-approval">{texts.title}</h2>
      <p class="approval-lead">{texts.waitsFor(nameOf(ui.texts.roles, request.role))}</p>
      <p class="meta">
        <Instant
          ui={ui}
          at={request.requestedAt}
          zone={data.timeZone}
          sentence={(time) => texts.requestedBy(request.requestedBy.name, time)}
        />
      </p>
      {why === undefined ? null : <Explanation ui={ui} why={why} />}
      {right === 'may' ? (
        <DecisionForm ui={ui} data={data} requestId={request.id} reason={reason} />
      ) : (
        <p class="advice">{texts.cannot[right]}</p>
      )}
    </section>
  );
}

function Explanation({ ui, why }: { ui: Ui; why: Why }) {
  const texts = ui.texts.approval;
  return (
    <>
      <h3>{texts.why}</h3>
      {why.matched.length === 0 ? <p>{why.why[ui.locale]}</p> : null}
      <ul class="rules">
        {why.matched.map((match) => (
          <li>
            {match.reason[ui.locale]}
            {match.clauses.map((clause) => (
              <span class="under">
                <code>{clause.text}</code> {clause.value ? texts.holds : texts.holdsNot}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

type FormProps = { ui: Ui; data: InvoicePageData; requestId: string; reason: string };

/** Carries the request and the content as shown, so that a page that is out of date decides nothing. */
function DecisionForm({ ui, data, requestId, reason }: FormProps) {
  const texts = ui.texts.approval;
  return (
    <form class="decision" method="post" action={`/invoices/${data.view.document.id}/decision`}>
      <input type="hidden" name="contentHash" value={data.contentHash} />
      <input type="hidden" name="requestId" value={requestId} />
      <label for="reason">{texts.reason}</label>
      <textarea
        id="reason"
        name="reason"
        rows={2}
        maxlength={REASON_MAX_CHARS}
        aria-describedby="reason-hint"
      >
        {reason}
      </textarea>
      <p class="meta" id="reason-hint">
        {texts.reasonHint}
      </p>
      <div class="actions">
        <button class="button button-main" type="submit" name="decision" value="approved">
          {texts.approve}
        </button>
        <button class="button button-danger" type="submit" name="decision" value="rejected">
          {texts.reject}
        </button>
      </div>
      <p class="meta">{texts.bound}</p>
    </form>
  );
}

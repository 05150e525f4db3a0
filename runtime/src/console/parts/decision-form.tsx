/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Ui } from '../ui.ts';

/** Longest reason of a decision, in characters. */
export const REASON_MAX_CHARS = 1000;

type DecisionFormProps = {
  ui: Ui;
  invoiceId: string;
  requestId: string;
  contentHash: string;
  reason?: string;
  /** Whose place the viewer takes as a delegate. */
  actingFor?: string | null;
};

/** Carries the request and the content as shown, so that a page that is out of date decides nothing. */
export function DecisionForm({
  ui,
  invoiceId,
  requestId,
  contentHash,
  reason = '',
  actingFor = null,
}: DecisionFormProps) {
  const texts = ui.texts.approval;
  const field = `reason-${requestId}`;
  return (
    <form class="decision" method="post" action={`/invoices/${invoiceId}/decision`}>
      <input type="hidden" name="contentHash" value={contentHash} />
      <input type="hidden" name="requestId" value={requestId} />
      <div class="field">
        <label class="field-label" for={field}>
          {texts.reason}
        </label>
        <textarea
          class="input"
          id={field}
          name="reason"
          rows={2}
          maxlength={REASON_MAX_CHARS}
          aria-describedby={`${field}-hint`}
        >
          {reason}
        </textarea>
        <p class="field-help" id={`${field}-hint`}>
          {texts.reasonHint}
        </p>
      </div>
      <div class="actions">
        <button class="button button-main" type="submit" name="decision" value="approved">
          {texts.approve}
        </button>
        <button class="button" type="submit" name="decision" value="returned">
          {texts.sendBack}
        </button>
        <button class="button button-danger" type="submit" name="decision" value="rejected">
          {texts.reject}
        </button>
      </div>
      {actingFor === null ? null : <p class="advice advice-calm">{texts.actingFor(actingFor)}</p>}
      <p class="meta">{texts.bound}</p>
    </form>
  );
}

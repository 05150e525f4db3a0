/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { AuditState } from '../../../flow/audit/get-audit-state.ts';
import type { Ui } from '../../ui.ts';
import { CopyText } from '../form/copy-text.tsx';

/** How far the trail is sealed and signed, with the last anchor to take along. */
export function AuditSeal({ ui, state }: { ui: Ui; state: AuditState }) {
  const texts = ui.texts.audit.state;
  const { end, anchor, pendingCount } = state;
  return (
    <section class="block" aria-labelledby="title-seal">
      <h2 id="title-seal">{texts.title}</h2>
      {end === null ? (
        <p class="muted">{texts.none}</p>
      ) : (
        <dl class="changes">
          <div>
            <dt>{texts.sealedUpTo}</dt>
            <dd>{texts.entry(String(end.sequence))}</dd>
          </div>
          <div>
            <dt>{texts.hash}</dt>
            <dd class="mono">{end.hash}</dd>
          </div>
          <div>
            <dt>{texts.pending}</dt>
            <dd>{String(pendingCount)}</dd>
          </div>
          <div>
            <dt>{texts.anchor}</dt>
            <dd>
              {anchor === null ? texts.noAnchor : `${anchor.day} (${texts.entry(String(anchor.sequence))})`}
            </dd>
          </div>
        </dl>
      )}
      {anchor === null ? null : (
        <>
          <CopyText ui={ui} id="anchor-line" label={texts.anchorLine} value={JSON.stringify(anchor)} />
          <p class="muted">{texts.anchorHelp}</p>
        </>
      )}
      <p>
        <a href="/audit/anchor-mail">{ui.texts.audit.mail.title}</a>
      </p>
      <p class="muted">
        {texts.check} <code>seikyu audit verify</code>
      </p>
    </section>
  );
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import { canCorrect } from '../read/invoice-actions.ts';
import { openBounces } from '../read/open-bounces.ts';
import type { Ui } from '../ui.ts';
import { Banner } from './banner.tsx';

/** Whom the last mail did not reach, why, and what can be done about it; nothing where it is seen to. */
export function InvoiceBounces({ ui, view }: { ui: Ui; view: InvoiceView }) {
  const texts = ui.texts.delivery;
  const bounces = openBounces(view);
  if (bounces.length === 0) return null;
  return (
    <Banner kind="warning">
      {bounces.map(({ recipient, reason }) => (
        <p>
          <strong>{texts.bouncedFrom(recipient)}</strong>
          {reason === null ? null : <span class="under mono">{reason}</span>}
        </p>
      ))}
      <p>
        {texts.advice}{' '}
        {canCorrect(view, ui.viewer?.permissions ?? new Set()) ? (
          <a href={`/invoices/${view.document.id}/correction`}>{ui.texts.correction.open}</a>
        ) : null}
      </p>
    </Banner>
  );
}

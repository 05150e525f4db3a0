/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';

const STEPS = ['created', 'approved', 'sent', 'paid'] as const;

/** The line Created → Approved → Sent → Paid with the time of each step that was reached. */
export function InvoiceSteps({ ui, view, zone }: { ui: Ui; view: InvoiceView; zone: string }) {
  const { texts } = ui;
  return (
    <section class="block" aria-labelledby="title-progress">
      <h2 id="title-progress">{texts.invoice.progress}</h2>
      <ol class="steps">
        {STEPS.map((step) => {
          const at = view.standing.reachedAt[step];
          return (
            <li class={at === null ? 'step' : 'step step-reached'}>
              <span class="step-name">{texts.invoice.steps[step]}</span>
              <span class="step-time">
                {at === null ? texts.invoice.stepMissing : <Instant ui={ui} at={at} zone={zone} />}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

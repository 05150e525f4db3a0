/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';

type DecisionsProps = { ui: Ui; decisions: InvoiceView['decisions']; zone: string };

/** The decisions so far, with who took them and why. */
export function Decisions({ ui, decisions, zone }: DecisionsProps) {
  if (decisions.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-decisions">
      <h2 id="title-decisions">{ui.texts.approval.decided}</h2>
      <ul class="plain">
        {decisions.map((decision) => (
          <li class="system">
            <div class="system-head">
              <h3>{decision.actor.name}</h3>
              <span class={`chip tone-${decision.decision === 'approved' ? 'green' : 'red'}`}>
                {nameOf(ui.texts.decisions, decision.decision)}
              </span>
            </div>
            <p class="meta">
              <Instant ui={ui} at={decision.at} zone={zone} />
            </p>
            {decision.reason === null || decision.reason === '' ? null : <p>{decision.reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

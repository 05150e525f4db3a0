/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import { whyOf } from '../read/why-of.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';

type Decision = InvoiceView['decisions'][number];

/** The decisions so far, with who took them and why. */
export function Decisions({ ui, view, zone }: { ui: Ui; view: InvoiceView; zone: string }) {
  if (view.decisions.length === 0) return null;
  return (
    <section class="block" aria-labelledby="title-decisions">
      <h2 id="title-decisions">{ui.texts.approval.decided}</h2>
      <ul class="plain">
        {view.decisions.map((decision) => {
          const reason = reasonOf(ui, view, decision);
          const isAutomatic = decision.actor.kind === 'rule_set';
          return (
            <li class="system">
              <div class="system-head">
                <h3>{isAutomatic ? ui.texts.approval.automatic : nameOfDecider(ui, decision)}</h3>
                <span class={`chip tone-${decision.decision === 'approved' ? 'green' : 'red'}`}>
                  {nameOf(ui.texts.decisions, decision.decision)}
                </span>
              </div>
              <p class="meta">
                <Instant ui={ui} at={decision.at} zone={zone} />
              </p>
              {reason === '' ? null : <p>{reason}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A delegate is shown as such. */
const nameOfDecider = (ui: Ui, { actor, actingFor }: Decision): string =>
  actingFor === null ? actor.name : ui.texts.approval.inPlaceOf(actor.name, actingFor);

/** The rules' reason is stored in English; the event of the same moment holds it in both languages. */
function reasonOf(ui: Ui, view: InvoiceView, { actor, at, reason }: Decision): string {
  if (actor.kind !== 'rule_set') return reason ?? '';
  const event = view.timeline.find(
    (entry) => entry.at.getTime() === at.getTime() && whyOf(entry.data) !== undefined,
  );
  return whyOf(event?.data)?.why[ui.locale] ?? reason ?? '';
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { InvoiceView } from '../../flow/read/get-invoice.ts';
import { dateText } from '../format/date-text.ts';
import { moneyText } from '../format/money-text.ts';
import { whyOf } from '../read/why-of.ts';
import { nameOf } from '../texts/name-of.ts';
import type { Ui } from '../ui.ts';
import { Instant } from './instant.tsx';
import { LiftedRules } from './lifted-rules.tsx';

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
          return (
            <li class="system">
              <div class="system-head">
                <h3>{titleOf(ui, decision)}</h3>
                <span class={`chip tone-${decision.decision === 'approved' ? 'green' : 'red'}`}>
                  {nameOf(ui.texts.decisions, decision.decision)}
                </span>
              </div>
              <p class="meta">
                <Instant ui={ui} at={decision.at} zone={zone} />
              </p>
              <Standing ui={ui} decision={decision} />
              <Kept ui={ui} decision={decision} currency={view.document.currency} />
              {reason === '' ? null : <p>{reason}</p>}
              <LiftedRules ui={ui} rules={decision.liftedRules} sentence={ui.texts.approvalTerms.lifted} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function titleOf(ui: Ui, decision: Decision): string {
  const { actor, actingFor, standing, tolerance } = decision;
  if (tolerance !== null) return ui.texts.standing.keptTitle;
  if (standing !== null) {
    // The day is what it was in UTC, as everywhere that people give something for days.
    const day = standing.givenAt.toISOString().slice(0, 10);
    return ui.texts.standing.under(actor.name, dateText(day, ui.locale));
  }
  if (actor.kind === 'rule_set') return ui.texts.approval.automatic;
  // A delegate is shown as such.
  return actingFor === null ? actor.name : ui.texts.approval.inPlaceOf(actor.name, actingFor);
}

function Standing({ ui, decision: { standing } }: { ui: Ui; decision: Decision }) {
  if (standing === null) return null;
  const texts = ui.texts.standing;
  const limits = [
    texts.upTo(moneyText(standing.amountMax, standing.currency, ui.locale)),
    ...(standing.invoicesMax === null ? [] : [texts.atMost(String(standing.invoicesMax))]),
    texts.days(dateText(standing.startsOn, ui.locale), dateText(standing.endsOn, ui.locale)),
  ];
  return (
    <>
      <p>
        <a href={`/contracts/${standing.contract.id}`}>{standing.contract.title}</a>
      </p>
      <p>{limits.join(' · ')}</p>
    </>
  );
}

function Kept({ ui, decision: { tolerance }, currency }: { ui: Ui; decision: Decision; currency: string }) {
  if (tolerance === null) return null;
  const text = (amount: string) => moneyText(amount, currency, ui.locale);
  const { approvedTotal, total, allowed } = tolerance;
  return <p>{ui.texts.standing.kept(text(approvedTotal), text(total), text(allowed))}</p>;
}

/** The rules' reason is stored in English; the event of the same moment holds it in both languages. */
function reasonOf(ui: Ui, view: InvoiceView, { actor, at, reason }: Decision): string {
  if (actor.kind !== 'rule_set') return reason ?? '';
  const event = view.timeline.find(
    (entry) => entry.at.getTime() === at.getTime() && whyOf(entry.data) !== undefined,
  );
  return whyOf(event?.data)?.why[ui.locale] ?? reason ?? '';
}

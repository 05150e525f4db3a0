/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type {
  RouteCause,
  RouteChange,
  SimulatedRoute,
  Simulation,
} from '../../../core/rules/simulate/simulation.ts';
import type { Askable } from '../../../flow/rules/list-askable.ts';
import { moneyText } from '../../format/money-text.ts';
import type { Ui } from '../../ui.ts';
import { stepText } from './approver-text.ts';

type ChangesProps = { ui: Ui; simulation: Simulation; people: Askable; versionId: string; isTyped: boolean };

/** Invoices that are listed; a reviewer looks at some and judges by the figures. */
const SHOWN = 50;

/** The invoices that would take another way, each with the clause that decides. */
export function SimulationChanges({ ui, simulation, people, versionId, isTyped }: ChangesProps) {
  const texts = ui.texts.rules.simulation;
  const { changedCount, changes } = simulation;
  if (changedCount === 0) return <p>{texts.unchanged}</p>;
  return (
    <>
      <h3>{texts.changed(String(changedCount))}</h3>
      {changedCount > SHOWN ? <p class="muted">{texts.shown(String(SHOWN))}</p> : null}
      <table class="grid grid-cards">
        <thead>
          <tr>
            <th scope="col">{texts.list.invoice}</th>
            <th scope="col">{texts.list.total}</th>
            <th scope="col">{texts.list.before}</th>
            <th scope="col">{texts.list.after}</th>
            <th scope="col">{texts.list.why}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, SHOWN).map((change) => (
            <tr data-item="" tabindex={-1}>
              <th scope="row">
                <Name ui={ui} change={change} versionId={versionId} isTyped={isTyped} />
                <span class="under">{change.customer}</span>
              </th>
              <td data-label={texts.list.total}>{moneyText(change.total, change.currency, ui.locale)}</td>
              <td data-label={texts.list.before}>
                <Way ui={ui} people={people} route={change.before} />
              </td>
              <td data-label={texts.list.after}>
                <Way ui={ui} people={people} route={change.after} />
              </td>
              <td data-label={texts.list.why}>
                {change.causes.map((cause) => (
                  <Cause ui={ui} cause={cause} />
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type NameProps = { ui: Ui; change: RouteChange; versionId: string; isTyped: boolean };

/** Leads to how it is routed clause by clause; what is only typed goes along with the form, and is answered on its page. */
function Name({ ui, change, versionId, isTyped }: NameProps) {
  const name = change.number ?? ui.texts.rules.simulation.draft;
  if (!isTyped) {
    return (
      <a class="strong" href={`/rules/${versionId}/invoices/${change.invoiceId}`}>
        {name}
      </a>
    );
  }
  const address = `/rules/${versionId}/explain/${change.invoiceId}`;
  return (
    <button
      class="rule-invoice"
      type="submit"
      formaction={address}
      formnovalidate
      hx-post={address}
      hx-target="#explained"
      hx-select="#explained"
      hx-swap="outerHTML show:top"
    >
      {name}
    </button>
  );
}

function Way({ ui, people, route }: { ui: Ui; people: Askable; route: SimulatedRoute }) {
  if (route.outcome === 'auto_approved') return <span class="muted">{ui.texts.rules.simulation.auto}</span>;
  return (
    <>
      {route.steps.map((step) => (
        <span class="under">{stepText(ui, people, step)}</span>
      ))}
    </>
  );
}

function Cause({ ui, cause }: { ui: Ui; cause: RouteCause }) {
  const texts = ui.texts.rules.simulation;
  return (
    <span class="under">
      {texts.causes[cause.kind]} {cause.ruleId}
      {cause.clause === null ? null : (
        <>
          {' '}
          <code>{cause.clause.text}</code> {cause.clause.value ? texts.holds : texts.fails}
        </>
      )}
    </span>
  );
}

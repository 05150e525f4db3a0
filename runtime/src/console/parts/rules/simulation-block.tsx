/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Simulation } from '../../../core/rules/simulate/simulation.ts';
import type { Tally } from '../../../core/rules/simulate/tally.ts';
import type { Askable } from '../../../flow/rules/list-askable.ts';
import { moneyText } from '../../format/money-text.ts';
import type { Ui } from '../../ui.ts';
import { approverText } from './approver-text.ts';
import { SimulationChanges } from './simulation-changes.tsx';

type SimulationProps = {
  ui: Ui;
  simulation: Simulation;
  people: Askable;
  /** The version that was tried: its invoices lead to how it routes each. */
  versionId: string;
  /** What was tried is typed into the rule builder of the version, and not stored. */
  isTyped?: boolean;
};

/** What rules would have done beside those in force: figures by side, by who is asked, and each invoice that changes. */
export function SimulationBlock({ ui, simulation, people, versionId, isTyped = false }: SimulationProps) {
  const texts = ui.texts.rules.simulation;
  const { before, after } = simulation;
  return (
    <>
      {simulation.isCut ? <p class="muted">{texts.cut}</p> : null}
      <table class="grid rule-figures">
        <thead>
          <tr>
            <th scope="col">{texts.columns.what}</th>
            <th scope="col">{texts.columns.before}</th>
            <th scope="col">{texts.columns.after}</th>
          </tr>
        </thead>
        <tbody>
          <Figures ui={ui} label={texts.invoices} before={simulation.invoices} after={simulation.invoices} />
          {(['autoApproved', 'needsApproval', 'unmatched', 'failed'] as const).map((name) => (
            <Figures ui={ui} label={texts[name]} before={before[name]} after={after[name]} />
          ))}
          <Figures ui={ui} label={texts.newlyRouted} before={null} after={simulation.newlyRouted} />
          <Figures ui={ui} label={texts.noLongerRouted} before={null} after={simulation.noLongerRouted} />
          {simulation.approvers.map(({ approver, before, after }) => (
            <Figures ui={ui} label={approverText(ui, people, approver)} before={before} after={after} />
          ))}
        </tbody>
      </table>
      <SimulationChanges
        ui={ui}
        simulation={simulation}
        people={people}
        versionId={versionId}
        isTyped={isTyped}
      />
    </>
  );
}

type FiguresProps = { ui: Ui; label: string; before: Tally | null; after: Tally };

function Figures({ ui, label, before, after }: FiguresProps) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{before === null ? null : <Figure ui={ui} tally={before} />}</td>
      <td>
        <Figure ui={ui} tally={after} />
      </td>
    </tr>
  );
}

function Figure({ ui, tally }: { ui: Ui; tally: Tally }) {
  return (
    <>
      {tally.count}
      {Object.entries(tally.sums).map(([currency, sum]) => (
        <span class="under">{moneyText(sum, currency, ui.locale)}</span>
      ))}
    </>
  );
}

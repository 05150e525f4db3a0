/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { type Fact, type FactScope, INVOICE_FACTS, LINE_FACTS } from '../../../core/rules/fact-catalogue.ts';
import type { Ui } from '../../ui.ts';
import { exampleText } from './fact-help.tsx';
import { factHelp, factName } from './fact-words.ts';

/** Everything that a condition can ask, folded until somebody looks it up. */
export function FactReference({ ui }: { ui: Ui }) {
  const texts = ui.texts.rules.editor.reference;
  return (
    <details class="block rule-reference">
      <summary>{texts.title}</summary>
      <p class="muted">{texts.lead}</p>
      <Facts ui={ui} title={texts.ofInvoice} scope="invoice" facts={INVOICE_FACTS} />
      <Facts ui={ui} title={texts.ofLine} scope="any_line" facts={LINE_FACTS} />
    </details>
  );
}

type FactsProps = { ui: Ui; title: string; scope: FactScope; facts: Readonly<Record<string, Fact>> };

function Facts({ ui, title, scope, facts }: FactsProps) {
  const { editor, unitNames } = ui.texts.rules;
  const texts = editor.reference;
  return (
    <>
      <h3>{title}</h3>
      <table class="grid grid-cards" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{texts.fact}</th>
            <th scope="col">{texts.help}</th>
            <th scope="col">{texts.unit}</th>
            <th scope="col">{texts.example}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(facts).map(([name, fact]) => (
            <tr>
              <th scope="row">
                {factName(ui, scope, name)}
                <span class="under">
                  <code>{name}</code>
                </span>
              </th>
              <td data-label={texts.help}>
                {factHelp(ui, scope, name).what}
                {fact.mayBeAbsent ? ` ${factHelp(ui, scope, name).absent}` : ''}
              </td>
              <td data-label={texts.unit}>{unitNames[fact.unit]}</td>
              <td data-label={texts.example}>{exampleText(ui, scope, name, fact)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

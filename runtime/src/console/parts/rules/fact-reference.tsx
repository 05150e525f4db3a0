/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { type Fact, INVOICE_FACTS, LINE_FACTS } from '../../../core/rules/fact-catalogue.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { exampleText } from './fact-help.tsx';

/** Everything that a condition can ask, folded until somebody looks it up. */
export function FactReference({ ui }: { ui: Ui }) {
  const texts = ui.texts.rules.editor.reference;
  return (
    <details class="block rule-reference">
      <summary>{texts.title}</summary>
      <p class="muted">{texts.lead}</p>
      <Facts ui={ui} title={texts.ofInvoice} facts={INVOICE_FACTS} />
      <Facts ui={ui} title={texts.ofLine} facts={LINE_FACTS} />
    </details>
  );
}

type FactsProps = { ui: Ui; title: string; facts: Readonly<Record<string, Fact>> };

function Facts({ ui, title, facts }: FactsProps) {
  const { editor, names, factHelp, unitNames } = ui.texts.rules;
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
                {nameOf(names, name)}
                <span class="under">
                  <code>{name}</code>
                </span>
              </th>
              <td data-label={texts.help}>
                {nameOf(factHelp, name)}
                {fact.mayBeAbsent ? ` ${editor.absent}` : ''}
              </td>
              <td data-label={texts.unit}>{unitNames[fact.unit]}</td>
              <td data-label={texts.example}>{exampleText(ui, name, fact)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

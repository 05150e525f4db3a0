/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Fact, FactScope } from '../../../core/rules/fact-catalogue.ts';
import type { Ui } from '../../ui.ts';
import { factHelp, factName } from './fact-words.ts';
import { valueName } from './value-name.ts';

type FactHelpProps = { ui: Ui; scope: FactScope; name: string; fact: Fact; id: string };

/** What the fact of a row is, beside its choice: its unit, and a comparison as an example. */
export function FactHelp({ ui, scope, name, fact, id }: FactHelpProps) {
  const { unitNames, editor } = ui.texts.rules;
  const { what, absent } = factHelp(ui, scope, name);
  return (
    <p class="field-help rule-help" id={id}>
      {editor.factHelp(what, unitNames[fact.unit], exampleText(ui, scope, name, fact))}
      {fact.mayBeAbsent ? ` ${absent}` : ''}
    </p>
  );
}

/** The example of a fact as the form says it: its name, how it is compared, and with what. */
export function exampleText(ui: Ui, scope: FactScope, name: string, { unit, values, example }: Fact): string {
  const { operators, units } = ui.texts.rules;
  const { operator, value } = example;
  const shown = values === undefined ? value : valueName(ui, value);
  const called = factName(ui, scope, name);
  if (unit === 'yes_no') return `${called}: ${operators[operator]}`;
  return [called, operators[operator], shown, units[unit] ?? ''].filter((part) => part !== '').join(' ');
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Fact } from '../../../core/rules/fact-catalogue.ts';
import { nameOf } from '../../texts/name-of.ts';
import type { Ui } from '../../ui.ts';
import { valueName } from './value-name.ts';

type FactHelpProps = { ui: Ui; name: string; fact: Fact; id: string };

/** What the fact of a row is, beside its choice: its unit, and a comparison as an example. */
export function FactHelp({ ui, name, fact, id }: FactHelpProps) {
  const { factHelp, unitNames, editor } = ui.texts.rules;
  return (
    <p class="field-help rule-help" id={id}>
      {editor.factHelp(nameOf(factHelp, name), unitNames[fact.unit], exampleText(ui, name, fact))}
      {fact.mayBeAbsent ? ` ${editor.absent}` : ''}
    </p>
  );
}

/** The example of a fact as the form says it: its name, how it is compared, and with what. */
export function exampleText(ui: Ui, name: string, { unit, values, example }: Fact): string {
  const { names, operators, units } = ui.texts.rules;
  const { operator, value } = example;
  const shown = values === undefined ? value : valueName(ui, value);
  const called = nameOf(names, name);
  if (unit === 'yes_no') return `${called}: ${operators[operator]}`;
  return [called, operators[operator], shown, units[unit] ?? ''].filter((part) => part !== '').join(' ');
}

import { factHelp, factName } from '../../../runtime/src/console/parts/rules/fact-words.ts';
import { rowToPart } from '../../../runtime/src/console/read/rules/row-part.ts';
import { textsOf } from '../../../runtime/src/console/texts/texts-of.ts';
import {
  type Fact,
  type FactScope,
  INVOICE_FACTS,
  LINE_FACTS,
  operatorsOf,
} from '../../../runtime/src/core/rules/fact-catalogue.ts';
import { formToCondition } from '../../../runtime/src/core/rules/form/form-to-condition.ts';
import { currencyOf } from '../../../runtime/src/db/currency-of.ts';
import { table } from './markdown-table.ts';

const words = { texts: textsOf('en') };
const texts = words.texts.rules;

/** Every fact with its scope: of the whole invoice, or of some line. */
export const SCOPED: [FactScope, string, Fact][] = [
  ...Object.entries(INVOICE_FACTS).map(([name, fact]): [FactScope, string, Fact] => ['invoice', name, fact]),
  ...Object.entries(LINE_FACTS).map(([name, fact]): [FactScope, string, Fact] => ['any_line', name, fact]),
];

/** The example of a fact as an expression, in a currency; throws for one that the form could not read. */
export function exampleCondition(scope: FactScope, name: string, fact: Fact, currency: string): string {
  const { operator, value } = fact.example;
  const part = rowToPart({ key: 'c1', fact: `${scope}.${name}`, operator, value }, currencyOf(currency));
  if (!part.ok) throw new Error(`the example of ${name} ${part.reason}`);
  return formToCondition({ kind: 'all', parts: [part.value] });
}

/** The page of everything that a condition of an approval rule can ask, written from the catalogue that the form reads. */
export function ruleFactsPage(): string {
  const rowsOf = (wanted: FactScope) =>
    SCOPED.filter(([scope]) => scope === wanted).map(([scope, name, fact]) => [
      factName(words, scope, name),
      `${factHelp(words, scope, name).what}${fact.mayBeAbsent ? ` ${factHelp(words, scope, name).absent}` : ''}`,
      texts.unitNames[fact.unit],
      `\`${name}\``,
      `\`${exampleCondition(scope, name, fact, 'USD')}\``,
    ]);
  const head = ['what', 'what it is', 'unit', 'in an expression', 'example'];
  return `${[
    '# What an approval rule can ask',
    'Written from the catalogue that the rule builder reads (`runtime/src/core/rules/fact-catalogue.ts`) by `npm run pages`; do not edit it here. The form and the expression of a rule say the same: in an expression, amounts are in the smallest unit of the currency of the rules and rates in parts per million, so that 10 % is `100000`.',
    '## Of the invoice',
    table(head, rowsOf('invoice')),
    '## Of a line',
    'A condition asks whether some line is so (`lines.exists`), or whether every line is (`lines.all`).',
    table(head, rowsOf('any_line')),
    '## How they are compared',
    table(
      ['unit', 'ways'],
      (['money', 'text', 'yes_no'] as const).map((unit) => [
        unit === 'money' ? 'Amounts, percent, days, numbers' : texts.unitNames[unit],
        operatorsOf({ unit })
          .map((operator) => texts.operators[operator])
          .join(', '),
      ]),
    ),
  ].join('\n\n')}\n`;
}

import type { JsonValue } from '../../../core/json.ts';
import { parseCurrencyCode } from '../../../core/money/currency.ts';
import { type FactUnit, findFact } from '../../../core/rules/fact-catalogue.ts';
import { numberToText } from '../../../core/rules/form/value-text.ts';
import { moneyText } from '../../format/money-text.ts';
import type { Ui } from '../../ui.ts';

/** A stored fact of an invoice as a person reads it; empty for a text, which says it by itself, and for one that is absent. */
export function factText(ui: Ui, name: string, value: JsonValue, currencyText: string): string {
  const { explain } = ui.texts.rules;
  if (typeof value === 'boolean') return value ? explain.yes : explain.no;
  const unit = findFact('invoice', name)?.unit;
  if (typeof value !== 'string' || unit === undefined || unit === 'text') return '';
  // What is in the legal entity's currency has its amount in the code beside it only.
  if (name === 'totalBaseMinor') return '';
  return numberText(ui, unit, BigInt(value), currencyText);
}

/** A number of the facts with its unit, as a person reads it; empty where its currency is none. */
export function numberText(
  ui: Pick<Ui, 'locale' | 'texts'>,
  unit: FactUnit,
  value: bigint,
  currencyText: string,
): string {
  const currency = parseCurrencyCode(currencyText);
  if (!currency.ok) return '';
  const text = numberToText(value, unit, currency.value);
  if (unit === 'money') return moneyText(text, currencyText, ui.locale);
  const suffix = ui.texts.rules.units[unit];
  return suffix === undefined ? text : `${text} ${suffix}`;
}

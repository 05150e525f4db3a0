import type { JsonValue } from '../../../core/json.ts';
import { parseCurrencyCode } from '../../../core/money/currency.ts';
import { findFact } from '../../../core/rules/fact-catalogue.ts';
import { numberToText } from '../../../core/rules/form/value-text.ts';
import { moneyText } from '../../format/money-text.ts';
import type { Ui } from '../../ui.ts';

/** A stored fact of an invoice as a person reads it; empty for a text, which says it by itself, and for one that is absent. */
export function factText(ui: Ui, name: string, value: JsonValue, currencyText: string): string {
  const { explain, units } = ui.texts.rules;
  if (typeof value === 'boolean') return value ? explain.yes : explain.no;
  const unit = findFact('invoice', name)?.unit;
  const currency = parseCurrencyCode(currencyText);
  if (typeof value !== 'string' || unit === undefined || unit === 'text' || !currency.ok) return '';
  const text = numberToText(BigInt(value), unit, currency.value);
  // What is in the legal entity's currency has its amount in the code beside it only.
  if (unit === 'money') return name === 'totalBaseMinor' ? '' : moneyText(text, currencyText, ui.locale);
  const suffix = units[unit];
  return suffix === undefined ? text : `${text} ${suffix}`;
}

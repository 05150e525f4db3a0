import type { JsonObject } from '../../core/json.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import { type FactUnit, INVOICE_FACTS } from '../../core/rules/fact-catalogue.ts';
import { numberToText } from '../../core/rules/form/value-text.ts';
import type { Texts } from '../texts/en.ts';
import { nameOf } from '../texts/name-of.ts';

/** The numbers that a clause of a rule compares, as the invoice had them: `Margin of the whole invoice: 14.996 %`. */
export function clauseValues(clause: string, facts: JsonObject, texts: Texts['rules']): string[] {
  const named = new Set(clause.match(/[A-Za-z]+/g));
  return Object.entries(INVOICE_FACTS).flatMap(([name, { unit }]) => {
    const value = named.has(name) ? valueText(facts, name, unit) : undefined;
    return value === undefined ? [] : [texts.valueOf(nameOf(texts.names, name), value)];
  });
}

function valueText(facts: JsonObject, name: string, unit: FactUnit): string | undefined {
  const [stored, code] = [facts[name], facts[unit === 'money' ? currencyOf(name) : 'currency']];
  if (unit === 'yes_no' || unit === 'text' || typeof stored !== 'string') return undefined;
  const currency = parseCurrencyCode(typeof code === 'string' ? code : '');
  if (!currency.ok) return undefined;
  const text = numberToText(BigInt(stored), unit, currency.value);
  if (unit === 'money') return `${text} ${currency.value}`;
  return unit === 'rate' ? `${text} %` : text;
}

/** The fact that says which currency an amount is in. */
const currencyOf = (name: string): string => (name === 'totalBaseMinor' ? 'baseCurrency' : 'currency');

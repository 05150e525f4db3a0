import { isJsonObject, type JsonObject } from '../../core/json.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import { type FactUnit, INVOICE_FACTS, LINE_FACTS } from '../../core/rules/fact-catalogue.ts';
import { numberToText } from '../../core/rules/form/value-text.ts';
import type { Texts } from '../texts/en.ts';
import { nameOf } from '../texts/name-of.ts';

/** More lines make a long text: the rest stands on the invoice. */
const LINES_MAX = 10;

/**
 * The numbers that a clause of a rule compares, as the invoice had them: `Margin of the whole invoice: 14.996 %`, and of
 * lines by their SKUs: `A line: Margin: API-P 14.996 % · PLAT-Y –`.
 */
export function clauseValues(clause: string, facts: JsonObject, texts: Texts['rules']): string[] {
  const ofInvoice = new Set(clause.match(/(?<![.A-Za-z])[A-Za-z]+/g));
  const ofLines = new Set(clause.match(/(?<=\.)[A-Za-z]+/g));
  return [
    ...Object.entries(INVOICE_FACTS).flatMap(([name, { unit }]) => {
      const value = ofInvoice.has(name) ? valueText(facts, name, unit, facts) : undefined;
      return value === undefined ? [] : [texts.valueOf(nameOf(texts.names.invoice, name), value)];
    }),
    ...Object.entries(LINE_FACTS).flatMap(([name, { unit }]) => {
      const values = ofLines.has(name) ? lineTexts(facts, name, unit) : [];
      if (values.length === 0) return [];
      const called = texts.valueOf(texts.scopes.any_line, nameOf(texts.names.line, name));
      return [texts.valueOf(called, values.join(' · '))];
    }),
  ];
}

function lineTexts(facts: JsonObject, name: string, unit: FactUnit): string[] {
  const lines = Array.isArray(facts['lines']) ? facts['lines'].filter(isJsonObject) : [];
  const told = lines
    .slice(0, LINES_MAX)
    .map((line) => ({ sku: line['sku'], value: valueText(line, name, unit, facts) }));
  if (told.every(({ value }) => value === undefined)) return [];
  const texts = told.map(({ sku, value }) => `${String(sku)} ${value ?? '–'}`);
  return lines.length > LINES_MAX ? [...texts, '…'] : texts;
}

function valueText(from: JsonObject, name: string, unit: FactUnit, facts: JsonObject): string | undefined {
  const [stored, code] = [from[name], facts[unit === 'money' ? currencyOf(name) : 'currency']];
  if (unit === 'yes_no' || unit === 'text' || typeof stored !== 'string') return undefined;
  const currency = parseCurrencyCode(typeof code === 'string' ? code : '');
  if (!currency.ok) return undefined;
  const text = numberToText(BigInt(stored), unit, currency.value);
  if (unit === 'money') return `${text} ${currency.value}`;
  return unit === 'rate' ? `${text} %` : text;
}

/** The fact that says which currency an amount is in. */
const currencyOf = (name: string): string => (name === 'totalBaseMinor' ? 'baseCurrency' : 'currency');

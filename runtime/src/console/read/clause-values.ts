import { isJsonObject, type JsonObject, type JsonValue } from '../../core/json.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import { type FactUnit, INVOICE_FACTS, LINE_FACTS } from '../../core/rules/fact-catalogue.ts';
import { numberToText } from '../../core/rules/form/value-text.ts';
import type { Texts } from '../texts/en.ts';
import { nameOf } from '../texts/name-of.ts';

/** More lines make a long text: the rest stands on the invoice. */
const LINES_MAX = 10;

/**
 * The numbers that a clause of a rule compares, as the invoice had them: `Margin of the whole invoice: 14.996 %`, and what
 * it asks of lines.
 */
export function clauseValues(clause: string, facts: JsonObject, texts: Texts['rules']): string[] {
  const named = new Set(clause.match(/(?<![.A-Za-z])[A-Za-z]+/g));
  const ofInvoice = Object.entries(INVOICE_FACTS).flatMap(([name, { unit }]) => {
    const value = named.has(name) ? numberText(facts[name], unit, facts[currencyOf(name)]) : undefined;
    return value === undefined ? [] : [texts.valueOf(nameOf(texts.names.invoice, name), value)];
  });
  return [...ofInvoice, ...lineValues(clause, facts['lines'], facts['currency'], texts)];
}

/** What a clause asks of lines, as each line had it by its SKU: `A line: Margin: API-P 14.996 % · PLAT-Y –`. */
export function lineValues(
  clause: string,
  stored: JsonValue | undefined,
  currency: JsonValue | undefined,
  texts: Texts['rules'],
): string[] {
  const named = new Set(clause.match(/(?<=\.)[A-Za-z]+/g));
  const lines = Array.isArray(stored) ? stored.filter(isJsonObject) : [];
  return Object.entries(LINE_FACTS).flatMap(([name, { unit }]) => {
    // Each line is called by its SKU already.
    if (name === 'sku' || !named.has(name) || lines.length === 0) return [];
    const told = lines.slice(0, LINES_MAX).map((line) => {
      const value = lineText(line[name], unit, currency, texts.explain);
      return `${String(line['sku'])} ${value ?? '–'}`;
    });
    const called = texts.valueOf(texts.scopes.any_line, nameOf(texts.names.line, name));
    return [texts.valueOf(called, [...told, ...(lines.length > LINES_MAX ? ['…'] : [])].join(' · '))];
  });
}

function lineText(
  stored: JsonValue | undefined,
  unit: FactUnit,
  currency: JsonValue | undefined,
  { yes, no }: Texts['rules']['explain'],
): string | undefined {
  if (typeof stored === 'boolean') return stored ? yes : no;
  return unit === 'text' && typeof stored === 'string' ? stored : numberText(stored, unit, currency);
}

function numberText(
  stored: JsonValue | undefined,
  unit: FactUnit,
  code: JsonValue | undefined,
): string | undefined {
  if (unit === 'yes_no' || unit === 'text' || typeof stored !== 'string') return undefined;
  const currency = parseCurrencyCode(typeof code === 'string' ? code : '');
  if (!currency.ok) return undefined;
  const text = numberToText(BigInt(stored), unit, currency.value);
  if (unit === 'money') return `${text} ${currency.value}`;
  return unit === 'rate' ? `${text} %` : text;
}

/** The fact that says which currency an amount is in. */
const currencyOf = (name: string): string => (name === 'totalBaseMinor' ? 'baseCurrency' : 'currency');

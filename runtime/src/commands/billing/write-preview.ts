import { assert } from '../../core/assert.ts';
import { escapeControls } from '../../core/escape-controls.ts';
import type { DocumentLine, InvoiceDocument } from '../../core/invoice/document.ts';
import { type CurrencyCode, parseCurrencyCode } from '../../core/money/currency.ts';
import { formatMoney } from '../../core/money/format-money.ts';
import { parseMoneyText } from '../../core/money/parse-money-text.ts';
import { sumMoney } from '../../core/money/sum-money.ts';
import type { ContractPreview } from './preview-contract.ts';
import { type Row, writeTable } from './write-table.ts';

const HEAD: Row = ['day', 'what', 'period', 'quantity', 'price', 'amount', 'tax'];
const RIGHT_COLUMNS: ReadonlySet<number> = new Set([3, 4, 5]);

/** The invoices of a contract as a table for people: day, lines, tax and total of each, and the sum of all. */
export function writePreview({ invoices, carriedCredit }: ContractPreview, currencyText: string): string {
  const currency = currencyOf(currencyText);
  const amount = (text: string) => formatMoney(moneyOf(text, currency), 'en');
  const rows = invoices.flatMap(({ document }) => rowsOf(document, amount));
  const total = (name: 'taxExclusive' | 'tax' | 'taxInclusive') => {
    const amounts = invoices.map(({ document }) => moneyOf(document.totals[name], currency));
    return formatMoney(sumMoney(currency, amounts), 'en');
  };
  const count = invoices.length === 1 ? '1 invoice' : `${invoices.length} invoices`;
  const sums = `${count}: net ${total('taxExclusive')}, tax ${total('tax')}, total ${total('taxInclusive')} ${currency}\n`;
  const waits = moneyOf(carriedCredit, currency).amountMinor > 0n;
  return [
    rows.length === 0 ? '' : `${writeTable([HEAD, ...rows], RIGHT_COLUMNS)}\n`,
    sums,
    waits ? `A credit of ${amount(carriedCredit)} ${currency} waits for the next invoice.\n` : '',
  ].join('');
}

function rowsOf(document: InvoiceDocument, amount: (text: string) => string): Row[] {
  const { lines, taxRows, totals, issueDate, dueDate } = document;
  const rows = lines.flatMap((line, index) => lineRows(line, index === 0 ? (issueDate ?? '') : '', amount));
  for (const { category, ratePercent, base, tax } of taxRows) {
    rows.push(['', `tax on ${amount(base)}`, '', '', '', amount(tax), `${category} ${ratePercent}%`]);
  }
  const due = dueDate === null ? '' : `due ${dueDate}`;
  return [...rows, ['', 'total', due, '', '', amount(totals.taxInclusive), '']];
}

function lineRows(line: DocumentLine, day: string, amount: (text: string) => string): Row[] {
  const { name, description, period, quantity, unitPrice, netAmount, taxCategory, taxRatePercent } = line;
  const days = period === undefined ? '' : spanText(period, ' to ');
  const row = [
    day,
    escapeControls(name),
    days,
    quantity,
    priceText(unitPrice, netAmount),
    amount(netAmount),
    `${taxCategory} ${taxRatePercent}%`,
  ];
  const isOnlyDays =
    description === undefined ||
    (period !== undefined && [days, spanText(period, '〜')].includes(description));
  return isOnlyDays ? [row] : [row, ['', `  ${escapeControls(description)}`, '', '', '', '', '']];
}

/** A price with no fewer decimals than an amount: `40.00`, `0.0105`. */
function priceText(price: string, amount: string): string {
  const [integer = '', fraction = ''] = price.split('.');
  const decimals = fraction.padEnd((amount.split('.')[1] ?? '').length, '0');
  return decimals === '' ? integer : `${integer}.${decimals}`;
}

const spanText = ({ from, to }: { from: string; to: string }, between: string): string =>
  from === to ? from : `${from}${between}${to}`;

function currencyOf(text: string): CurrencyCode {
  const currency = parseCurrencyCode(text);
  assert(currency.ok, 'a preview with invoices is of a known currency');
  return currency.value;
}

function moneyOf(text: string, currency: CurrencyCode) {
  const parsed = parseMoneyText(text, currency);
  assert(parsed.ok, 'a computed amount can be read');
  return parsed.value;
}

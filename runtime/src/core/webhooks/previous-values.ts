import type { JsonObject, JsonValue } from '../json.ts';
import { parseCurrencyCode } from '../money/currency.ts';
import { type Money, money } from '../money/money.ts';
import { moneyToText } from '../money/money-to-text.ts';
import { parseMoneyText } from '../money/parse-money-text.ts';

/** What the invoice shows after the event, as far as the values before are computed from it. */
export type ValuesAfter = { currency: string; total: string };

/**
 * What an event changed on the invoice's summary, as it was before and in the summary's own places: the status of a
 * transition, the total of a recomputed draft, the money of a settlement. Empty for events that change none of them.
 */
export function previousValues(data: JsonObject, after: ValuesAfter): JsonObject {
  const standing = { ...totalBefore(data, after), ...moneyBefore(data, after) };
  return {
    ...(typeof data['from'] === 'string' ? { documentStatus: data['from'] } : {}),
    ...(Object.keys(standing).length === 0 ? {} : { standing }),
  };
}

function totalBefore(data: JsonObject, after: ValuesAfter): JsonObject {
  const currency = parseCurrencyCode(after.currency);
  const minor = data['totalMinorBefore'];
  if (!currency.ok || typeof minor !== 'string') return {};
  return { total: moneyToText(money(BigInt(minor), currency.value)) };
}

function moneyBefore(data: JsonObject, after: ValuesAfter): JsonObject {
  const total = readMoney(after.total, after.currency);
  const [balance, applied, reversed] = [data['balance'], data['applied'], data['reversed']].map((value) =>
    readMoney(value, after.currency),
  );
  if (!total || !balance || !applied || !reversed) return {};
  const before = balance.amountMinor + applied.amountMinor - reversed.amountMinor;
  const settlement = before === 0n ? 'paid' : before === total.amountMinor ? 'unpaid' : 'partially_paid';
  const text = (amountMinor: bigint): string => moneyToText(money(amountMinor, total.currency));
  return { settlement, cash: text(total.amountMinor - before), balance: text(before) };
}

function readMoney(value: JsonValue | undefined, currencyText: string): Money | undefined {
  const currency = parseCurrencyCode(currencyText);
  if (!currency.ok || typeof value !== 'string') return undefined;
  const parsed = parseMoneyText(value, currency.value);
  return parsed.ok ? parsed.value : undefined;
}

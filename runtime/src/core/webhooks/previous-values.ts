import type { JsonObject, JsonValue } from '../json.ts';
import { parseCurrencyCode } from '../money/currency.ts';
import { money } from '../money/money.ts';
import { moneyToText } from '../money/money-to-text.ts';

/**
 * What an event changed on the invoice's summary, as it was before and in the summary's own places: the status of a
 * transition, the total of a recomputed draft, the money of a settlement. Empty for events that change none of them.
 */
export function previousValues(data: JsonObject, currency: string): JsonObject {
  const standing = { ...totalBefore(data, currency), ...moneyBefore(data['previous']) };
  return {
    ...(typeof data['from'] === 'string' ? { documentStatus: data['from'] } : {}),
    ...(Object.keys(standing).length === 0 ? {} : { standing }),
  };
}

function totalBefore(data: JsonObject, currencyText: string): JsonObject {
  const currency = parseCurrencyCode(currencyText);
  const minor = data['totalMinorBefore'];
  if (!currency.ok || typeof minor !== 'string') return {};
  return { total: moneyToText(money(BigInt(minor), currency.value)) };
}

/** A settlement tells its values before itself. */
const moneyBefore = (previous: JsonValue | undefined): JsonObject =>
  typeof previous === 'object' && previous !== null && !Array.isArray(previous) ? previous : {};

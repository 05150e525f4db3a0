import { parseCurrencyCode } from '../../money/currency.ts';
import { money } from '../../money/money.ts';
import { moneyToText } from '../../money/money-to-text.ts';
import type { RuleFacts } from '../rule-facts.ts';

/** How many invoices, and their totals by currency in major units. */
export type Tally = { count: number; sums: Record<string, string> };

/** Counts invoices and adds up what they come to; a total that cannot be read is counted and not added. */
export type Tallying = { add(facts: RuleFacts): void; end(): Tally };

/** Begins to count. */
export function createTally(): Tallying {
  let count = 0;
  const sumsMinor = new Map<string, bigint>();
  return {
    add({ currency, totalMinor }) {
      count += 1;
      if (totalMinor !== undefined) sumsMinor.set(currency, (sumsMinor.get(currency) ?? 0n) + totalMinor);
    },
    end: () => ({ count, sums: Object.fromEntries([...sumsMinor].sort().map(toText)) }),
  };
}

function toText([text, sumMinor]: [string, bigint]): [string, string] {
  const currency = parseCurrencyCode(text);
  return [text, currency.ok ? moneyToText(money(sumMinor, currency.value)) : String(sumMinor)];
}

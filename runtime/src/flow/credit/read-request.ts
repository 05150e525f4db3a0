import { AppError } from '../../core/app-error.ts';
import type { CreditedItem, CreditRequest } from '../../core/billing/credit/credit-request.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { parseDecimal } from '../../core/money/parse-decimal.ts';
import { parseMoneyText } from '../../core/money/parse-money-text.ts';
import { fail, ok, type Result } from '../../core/result.ts';

type AskedLine = { position: number; quantity?: string | undefined; amount?: string | undefined };

/** Reads what is to be credited; throws `request.invalid`, which names each amount that cannot be read. */
export function readRequest(lines: readonly AskedLine[] | undefined, currency: CurrencyCode): CreditRequest {
  if (lines === undefined) return 'all';
  const items: CreditedItem[] = [];
  const errors: { pointer: string; code: string; detail: string }[] = [];
  for (const [index, line] of lines.entries()) {
    const item = readItem(line, currency);
    if (item.ok) items.push(item.value);
    else {
      const pointer = `/lines/${index}/${line.quantity === undefined ? 'amount' : 'quantity'}`;
      errors.push({ pointer, code: 'request.invalid', detail: item.reason });
    }
  }
  const [first] = errors;
  if (first !== undefined) throw new AppError('request.invalid', { detail: first.detail, errors });
  return items;
}

function readItem({ position, quantity, amount }: AskedLine, currency: CurrencyCode): Result<CreditedItem> {
  if (quantity !== undefined) {
    const read = parseDecimal(quantity);
    return read.ok ? ok({ position, quantity: read.value }) : fail(`The quantity ${read.reason}.`);
  }
  const read = parseMoneyText(amount ?? '', currency);
  return read.ok ? ok({ position, amountMinor: read.value.amountMinor }) : fail(`The amount ${read.reason}.`);
}

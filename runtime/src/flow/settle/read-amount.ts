import { AppError } from '../../core/app-error.ts';
import { parseCurrencyCode } from '../../core/money/currency.ts';
import type { Money } from '../../core/money/money.ts';
import { parseMoneyText } from '../../core/money/parse-money-text.ts';

/** Reads an amount above zero; throws `request.invalid` with the pointer of what cannot be. */
export function readAmount(amount: string, currency: string, pointer = '/amount'): Money {
  const code = parseCurrencyCode(currency);
  if (!code.ok) throw invalidInput('/currency', code.reason);
  const read = parseMoneyText(amount, code.value);
  if (!read.ok) throw invalidInput(pointer, read.reason);
  if (read.value.amountMinor <= 0n) throw invalidInput(pointer, 'must be more than zero');
  return read.value;
}

/** The refusal of one value of an input. */
export const invalidInput = (pointer: string, detail: string): AppError =>
  new AppError('request.invalid', { errors: [{ pointer, code: 'request.invalid', detail }] });

import { z } from 'zod';
import { type CurrencyCode, currencyDigits, parseCurrencyCode } from '../../money/currency.ts';
import { fail, ok, type Result } from '../../result.ts';
import { currenciesOfMark } from './currency-marks.ts';
import { onDecimal } from './decimal.ts';
import { LocaleTag, numberMarksOf, POINT_MARKS } from './number-marks.ts';
import { createDecimalReader, type DecimalReader } from './read-decimal-text.ts';
import { defineTransform, normalizeText, type Transform } from './transform.ts';

const TEXT_LENGTH_MAX = 100;
/** What stands before the figures, the figures, and what stands after. Figures end in a digit. */
const PARTS = /^([^0-9]*)([0-9](?:[0-9.,'’ ]*[0-9])?)([^0-9]*)$/;
/** Minus as typed, as typeset, and as Japanese accounts write it. */
const MINUS = /[-\u2212△▲]/g;

/**
 * Plain decimal text of an amount as people write it: `$1,234.50`, `(1,234.50)`, `１２，０００円`, `△500`,
 * `1.234,50 €` with a German `locale`. Beside the figures only marks of a currency may stand, of `currency`
 * where it is said; then more decimals than it has are refused as well.
 */
export const money: Transform = defineTransform(
  z.strictObject({ locale: LocaleTag.optional(), currency: z.string().optional() }),
  ({ locale, currency }) => {
    const marks = locale === undefined ? ok(POINT_MARKS) : numberMarksOf(locale);
    if (!marks.ok) return marks;
    const code = currency === undefined ? ok(undefined) : parseCurrencyCode(currency);
    if (!code.ok) return fail(`currency ${currency} ${code.reason}`);
    const readFigures = createDecimalReader(marks.value);
    return ok(
      onDecimal(
        (text) => readAmount(text, readFigures, code.value),
        (decimal) => checkDecimals(decimal, code.value),
      ),
    );
  },
);

/** Reads the text of an amount into decimal text, or says why it is none; a mark of another currency is refused. */
export function readAmount(
  text: string,
  readFigures: DecimalReader,
  currency: CurrencyCode | undefined,
): Result<string> {
  if (text.length > TEXT_LENGTH_MAX) return fail('is no amount');
  const spelt = normalizeText(text);
  const [, inside] = /^\((.*)\)$/.exec(spelt) ?? [];
  const [, lead, figures, tail] = PARTS.exec(inside ?? spelt) ?? [];
  if (lead === undefined || figures === undefined || tail === undefined) return fail('is no amount');
  const beside = [lead.replace('+', ''), tail];
  const minuses = beside.join('').match(MINUS)?.length ?? 0;
  if (minuses + (inside === undefined ? 0 : 1) > 1) return fail('has more than one minus');
  for (const mark of beside.map((part) => part.replaceAll(MINUS, '').trim())) {
    const refusal = refuseMark(mark, currency);
    if (refusal !== undefined) return fail(refusal);
  }
  return readFigures(minuses === 0 && inside === undefined ? figures : `-${figures}`);
}

function refuseMark(mark: string, currency: CurrencyCode | undefined): string | undefined {
  if (mark === '') return undefined;
  const currencies = currenciesOfMark(mark);
  if (currencies.length === 0) return `has ${mark} beside its figures, which is no currency that we know`;
  if (currency === undefined || currencies.includes(currency)) return undefined;
  return `is in ${mark} and not in ${currency}`;
}

function checkDecimals(decimal: string, currency: CurrencyCode | undefined): Result<string> {
  if (currency === undefined) return ok(decimal);
  const digits = currencyDigits(currency);
  const [, fraction = ''] = decimal.split('.');
  return fraction.length > digits ? fail(`has more than the ${digits} decimals of ${currency}`) : ok(decimal);
}
